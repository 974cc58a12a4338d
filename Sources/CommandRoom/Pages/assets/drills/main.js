// The page of the drills: starts them, watches them and stops them.

import { post, Problem, read } from "../api.js";
import { loadCounty } from "../county.js";
import { byId, h, renderInto, setText } from "../dom.js";
import { showFailures } from "../failure.js";
import { addStrings, applyLanguage, language, onLanguageChange, pick, setLanguage, t }
    from "../i18n.js";
import { drillList } from "./list.js";
import { strings } from "./strings.js";

addStrings(strings);

const refreshMs = 1_000;
const actor = "operator:drills";
let county = null;
let scenarios = [];
let drills = [];

async function load() {
    try {
        ({ scenarios, drills } = await read("/drills"));
        show();
    } catch (error) {
        tell(error);
    }
    setTimeout(load, refreshMs);
}

function tell(error) {
    const why = error instanceof Problem ? error.words : t("error.unreachable");
    setText(byId("message"), t("drills.failed", { why }));
}

function show() {
    document.title = t("drills.title");
    byId("start").disabled = scenarios.length === 0;
    renderInto(byId("scenario"), [language, scenarios], () => scenarios.map(({ name, title }) =>
        h("option", { value: name }, pick(title))));
    // The clock of a drill is not shown, so it must not have the list drawn again.
    const shown = drills.map((drill) => ({ ...drill, now: null }));
    renderInto(byId("list"), [language, shown], () =>
        scenarios.length === 0 && drills.length === 0
            ? h("p", {}, t("drills.noScenarios"))
            : drillList(drills, act));
    showRoles();
}

function showRoles() {
    const roles = county?.description.roles ?? [];
    renderInto(byId("roles"), [language, roles], () => [
        h("legend", {}, t("drills.byHand")),
        ...roles.map(({ id, title }) => h("label", { class: "check" },
            h("input", { type: "checkbox", name: "role", value: id }), pick(title))),
    ]);
}

async function send(path, body) {
    setText(byId("message"), "");
    try {
        await post(path, JSON.stringify(body ?? {}), { key: crypto.randomUUID(), actor });
    } catch (error) {
        tell(error);
    }
}

function act(drill, path, body) {
    send(`/drills/${drill.id}/${path}`, body);
}

async function order(event) {
    event.preventDefault();
    const byHand = Array.from(document.querySelectorAll("input[name=role]:checked"))
        .map(({ value }) => value);
    await send("/drills", {
        scenario: byId("scenario").value, speed: Number(byId("speed").value), byHand,
        roomByHand: byId("roomByHand").checked,
    });
}

async function start() {
    showFailures();
    applyLanguage();
    byId("language").addEventListener("click", () => setLanguage(language === "zh" ? "en" : "zh"));
    onLanguageChange(show);
    byId("order").addEventListener("submit", order);
    county = await loadCounty().catch(() => null);
    byId("exercise").hidden = !county?.description.exercise;
    load();
}

start();
