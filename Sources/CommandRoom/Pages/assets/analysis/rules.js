// The versions of the rules: which is in force, and what the one in shadow would have decided.

import { Problem, read } from "../api.js";
import { byId, h, renderInto, setText } from "../dom.js";
import { moment } from "../format.js";
import { language, pick, t } from "../i18n.js";

const refreshMs = 10_000;
const named = 5;
let versions = null;
let shadow = null;

/** Shows the versions from now on, and again every few seconds. */
export async function watchRules() {
    try {
        [versions, shadow] = await Promise.all([read("/rules"), read("/rules/shadow")]);
        showRules();
    } catch (error) {
        const why = error instanceof Problem ? error.words : t("error.unreachable");
        setText(byId("rules-live"), t("rules.failed", { why }));
    }
    setTimeout(watchRules, refreshMs);
}

/** Says again what is known, in the language in use. */
export function showRules() {
    if (!versions) {
        return;
    }
    const { version, since, actor, reason } = versions.live;
    const words = t("rules.live", { version: short(version), time: moment(since), actor });
    setText(byId("rules-live"), reason ? `${words} ${reason}` : words);
    renderInto(byId("rules-shadow"), [language, shadow, versions.shadow], shadowPart);
}

function short(version) {
    return version.slice(0, 12);
}

function shadowPart() {
    if (!shadow.running) {
        const lost = versions.shadow;
        return lost
            ? h("p", { class: "notice" }, t("rules.shadowLost", { version: short(lost.version) }))
            : h("p", {}, t("rules.noShadow"));
    }
    const { comparison, since } = shadow;
    const summary = t("rules.shadow", {
        version: short(comparison.candidate), time: moment(since), n: comparison.reports,
        changed: comparison.changed,
    });
    return h("div", {},
        h("p", { class: "sentence" }, summary), notice(), shadow.sections.map(table));
}

function notice() {
    const { halted, dropped } = shadow;
    const { live, candidate } = shadow.comparison.degraded;
    const sentences = [
        halted ? t("rules.halted") : null,
        dropped > 0 ? t("rules.dropped", { n: dropped }) : null,
        live + candidate > 0 ? t("rules.degraded", { live, n: candidate }) : null,
    ].filter((sentence) => sentence !== null);
    return sentences.length > 0 ? h("p", { class: "notice" }, sentences.join(" ")) : null;
}

function table({ heading, rows }) {
    const changed = rows.filter(({ tally }) => tally.gains + tally.losses > 0);
    if (changed.length === 0) {
        return h("p", {}, t("rules.noChange", { heading: pick(heading) }));
    }
    const columns = ["live", "candidate", "change", "reports"];
    return h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, pick(heading)), columns.map((name) =>
            h("th", { scope: "col" }, t(`column.${name}`))))),
        h("tbody", {}, changed.map(row)));
}

function row({ name, tally }) {
    const change = tally.candidate - tally.live;
    return h("tr", {},
        h("th", { scope: "row" }, pick(name)),
        h("td", { class: "number" }, String(tally.live)),
        h("td", { class: "number" }, String(tally.candidate)),
        h("td", { class: "number" }, change > 0 ? `+${change}` : String(change)),
        h("td", {}, incidents("rules.gained", tally.gains, tally.gained),
            incidents("rules.lost", tally.losses, tally.lost)));
}

/** The incidents behind a number, the first of them by name. */
function incidents(key, n, ids) {
    if (n === 0) {
        return null;
    }
    const links = ids.slice(0, named).flatMap((id) =>
        [" ", h("a", { href: `/desk#${id}` }, id.slice(-6))]);
    return h("div", {}, t(key, { n }), links, n > named ? " …" : null);
}
