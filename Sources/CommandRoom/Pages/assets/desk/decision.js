// Why these roles: the rules that fired and the facts that they read.

import { h } from "../dom.js";
import { list, t } from "../i18n.js";

const shownDigits = 12;

/** Makes the section of one incident. */
export function decisionSection({ decision }, county) {
    const summary = h("summary", {}, t("why.title"));
    const details = h("details", { "data-key": "why" }, summary);
    if (!decision) {
        details.append(h("p", { class: "second" }, t("why.none")));
        return details;
    }
    details.append(...[
        h("p", {}, list(decision.roles.map((role) => county.roleTitle(role)))),
        numbersLine(decision.numbers ?? []),
        h("ul", {}, decision.tables.map(tableLine)),
        h("h4", {}, t("why.facts")),
        factsTable(decision.facts),
        h("p", { class: "second" }, t("why.version", {
            version: decision.version.slice(0, shownDigits), standard: decision.standard,
        })),
    ].filter((part) => part !== null));
    return [
        decision.degraded ? h("p", { class: "notice problem" }, t("why.degraded")) : null,
        details,
    ];
}

function numbersLine(numbers) {
    return numbers.length === 0 ? null
        : h("p", {}, list(numbers.map(({ name, value }) => `${name}: ${value}`)));
}

function tableLine({ table, fired, usedDefault, faults }) {
    const byDefault = t(fired.length > 0 ? "why.defaultToo" : "why.default");
    const rules = usedDefault ? [...fired, byDefault] : fired;
    return h("li", {}, t("why.table", { table, rules: list(rules) }),
        faults.length > 0 ? h("ul", {}, faults.map((fault) => h("li", {}, fault))) : null);
}

function factsTable(facts) {
    return h("dl", { class: "facts" }, facts.flatMap(({ name, value }) => [
        h("dt", {}, h("code", {}, name)),
        h("dd", {}, value === null || value === undefined
            ? h("span", { class: "second" }, t("why.hidden"))
            : h("code", {}, value)),
    ]));
}
