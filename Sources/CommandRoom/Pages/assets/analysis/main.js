// The analyst's page: one measure, with its definition and its n beside it.

import { Problem, read } from "../api.js";
import { serverNow } from "../clock.js";
import { loadCounty } from "../county.js";
import { byId, h, setText } from "../dom.js";
import { showFailures } from "../failure.js";
import { clockTime, duration } from "../format.js";
import { addStrings, applyLanguage, language, onLanguageChange, pick, setLanguage, t }
    from "../i18n.js";
import { showCases } from "./cases.js";
import { barChart } from "./chart.js";
import { showCoverage } from "./coverage.js";
import { coverageStrings } from "./coverage-strings.js";
import { showMonthly } from "./monthly.js";
import { daysOf, instantsOf } from "./period.js";
import { ruleStrings } from "./rule-strings.js";
import { showRules, watchRules } from "./rules.js";
import { showSigns } from "./signs.js";
import { strings } from "./strings.js";
import { fewSamples, figuresTable } from "./table.js";

addStrings(strings);
addStrings(ruleStrings);
addStrings(coverageStrings);

// The story that the product is built from, where the server states no limit: eight minutes.
const standardLimit = 480;
const retryMs = 5_000;
const groupings = [
    "category", "township", "severity", "role", "grid", "hour", "source", "rules", "all",
];
const chosen = new URLSearchParams(location.search);

let county = null;
let stats = null;
let asked = 0;

const fields = () => ({
    by: byId("by"), period: byId("period"), from: byId("from"), to: byId("to"),
});

function period() {
    const { period, from, to } = fields();
    const days = period.value === "own"
        ? { from: from.value || null, to: to.value || null }
        : daysOf(period.value);
    return instantsOf(days, county.description.timeZone);
}

function groupName(group) {
    if (group === null || group === "") {
        return t(fields().by.value === "all" ? "by.all" : "group.none");
    }
    switch (fields().by.value) {
    case "category": return county.categoryTitle(group);
    case "township": return county.townshipName(group);
    case "severity": return `${group} ${t(`urgency.${group}`)}`;
    case "hour": return t("group.hour", { hour: group });
    case "rules": return group.slice(0, 12);
    default: {
        const title = stats.rows.find((row) => row.group === group)?.title;
        return title ? pick(title) : group;
    }
    }
}

async function load() {
    keepInAddress();
    asked += 1;
    const thisTime = asked;
    try {
        const answer = await read("/stats", { by: fields().by.value, ...period() });
        if (thisTime === asked) {
            stats = answer;
            byId("cases").replaceChildren();
            show();
            await showBeside();
        }
    } catch (error) {
        const why = error instanceof Problem ? error.words : t("error.unreachable");
        setText(byId("message"), t("analysis.failed", { why }));
    }
}

/** The table of city management and the questions, of the same period. */
function showBeside() {
    const by = fields().by.value;
    return Promise.all([
        showMonthly(byId("monthly"), { by, period: period() }),
        showSigns(byId("signs"), { period: period() }),
    ]);
}

function keepInAddress() {
    const { by, period, from, to } = fields();
    const own = period.value === "own" ? { from: from.value, to: to.value } : {};
    const query = new URLSearchParams({ by: by.value, period: period.value, ...own });
    history.replaceState(null, "", `?${query}`);
}

function show() {
    document.title = t("analysis.title");
    byId("own-days").hidden = fields().period.value !== "own";
    if (!stats) {
        return;
    }
    const by = fields().by.value;
    const rows = stats.rows.toSorted((a, b) => (b.p90 ?? -1) - (a.p90 ?? -1));
    const measured = rows.filter(({ n }) => n > 0);
    setText(byId("definition"), pick(stats.definition));
    setText(byId("as-of"), t("analysis.asOf", { time: clockTime(stats.asOf) }));
    setText(byId("message"), sentence(rows, measured));
    byId("legend").hidden = measured.length === 0;
    byId("chart").replaceChildren(...(measured.length === 0 ? [] : [barChart(measured, {
        title: t("chart.title", { by: t(`by.${by}`) }), limitSeconds: limitOf(measured), groupName,
    })]));
    byId("table").replaceChildren(...(rows.length === 0 ? [] : [figuresTable(rows, {
        by, groupName, onCases: showCasesOf,
    })]));
}

function limitOf(rows) {
    const limits = rows.flatMap(({ withinLimit }) => Object.keys(withinLimit ?? {})).map(Number);
    return limits.length > 0 ? Math.min(...limits) : standardLimit;
}

/** What the figures say, in a sentence. */
function sentence(rows, measured) {
    if (measured.length === 0) {
        return t(rows.length === 0 ? "analysis.empty" : "analysis.unmeasured");
    }
    const slowest = measured.find(({ n }) => n >= fewSamples) ?? measured[0];
    return t("analysis.sentence", {
        n: measured.reduce((sum, { n }) => sum + n, 0), group: groupName(slowest.group),
        time: duration(slowest.p90), groupN: slowest.n,
    });
}

function showCasesOf(row) {
    const name = groupName(row.group);
    const request = { by: fields().by.value, row, period: period(), county, name };
    showCases(byId("cases"), request)
        .catch(() => setText(byId("message"), t("error.unreachable")));
}

function fillFields() {
    const { by, period } = fields();
    const options = (field, names, words, initial) => {
        const value = field.value || initial;
        field.replaceChildren(...names.map((name) => h("option", { value: name }, words(name))));
        field.value = names.includes(value) ? value : names[0];
    };
    options(by, groupings, (name) => t(`by.${name}`), chosen.get("by"));
    options(period, ["today", "week", "month", "all", "own"], (name) => t(`period.${name}`),
        chosen.get("period") ?? "all");
}

async function start() {
    showFailures();
    applyLanguage();
    try {
        county = await loadCounty();
    } catch {
        setText(byId("message"), t("error.county"));
        setTimeout(start, retryMs);
        return;
    }
    byId("exercise").hidden = !county.description.exercise;
    fillFields();
    const { from, to } = fields();
    const today = daysOf("today");
    from.value = chosen.get("from") ?? today.from;
    to.value = chosen.get("to") ?? today.to;
    Object.values(fields()).forEach((field) => field.addEventListener("change", load));
    byId("refresh").addEventListener("click", load);
    byId("language").addEventListener("click", () => setLanguage(language === "zh" ? "en" : "zh"));
    onLanguageChange(() => {
        fillFields();
        show();
        showCoverage(byId("coverage"), county);
        showBeside().catch(() => setText(byId("message"), t("error.unreachable")));
        showRules();
    });
    watchRules();
    showCoverage(byId("coverage"), county);
    await load();
}

start();
