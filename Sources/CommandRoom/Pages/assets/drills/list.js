// The list of the drills: how each is doing, what can be done with it, and its score.

import { h } from "../dom.js";
import { clock } from "../format.js";
import { pick, t } from "../i18n.js";

const columns = ["measure", "drill", "expected", "usual", "verdict"];

/** Makes the list; `act(drill, path, body)` is called for the buttons. */
export function drillList(drills, act) {
    if (drills.length === 0) {
        return h("p", {}, t("drills.none"));
    }
    return h("ul", { role: "list" }, drills.map((drill) => item(drill, act)));
}

function item(drill, act) {
    const state = t(`drillState.${drill.state}`);
    return h("li", { class: "drill", "data-state": drill.state },
        h("h2", {}, pick(drill.title)),
        h("p", { class: "state" },
            t("drills.state", { state, speed: drill.speed, n: drill.reports })),
        drill.failure ? h("p", {}, pick(drill.failure)) : null,
        drill.address ? h("p", {}, h("a", { href: drill.address, target: "_blank" },
            t("drills.open"))) : null,
        buttons(drill, act),
        drill.score ? score(drill.score) : null);
}

function buttons(drill, act) {
    if (!["starting", "running", "paused"].includes(drill.state)) {
        return null;
    }
    const button = (name, path, body) =>
        h("button", {
            "data-act": name, "data-key": `${drill.id}-${name}`,
            onclick: () => act(drill, path, body),
        }, t(`drills.${name}`));
    const speed = (factor) => Math.min(3600, Math.max(0.1, drill.speed * factor));
    return h("p", { class: "buttons" },
        drill.state === "paused" ? button("resume", "resume") : button("pause", "pause"),
        button("faster", "speed", { speed: speed(2) }),
        button("slower", "speed", { speed: speed(0.5) }),
        button("stop", "stop"));
}

function score(rows) {
    const shown = rows.filter(({ unit }) => unit === "seconds" || unit === "share");
    return h("div", { class: "table", tabindex: "0", role: "region",
        "aria-label": t("drills.verdict") }, h("table", {},
        h("thead", {}, h("tr", {}, columns.map((name) =>
            h("th", { scope: "col" }, t(`drills.${name}`))))),
        h("tbody", {}, shown.map(row))));
}

function row(entry) {
    const text = (value) => entry.unit === "share"
        ? `${Math.round(value * 1000) / 10}%`
        : clock(value);
    return h("tr", { "data-verdict": entry.verdict },
        h("th", { scope: "row" }, pick(entry.title)),
        h("td", { class: "number" }, text(entry.drill)),
        h("td", { class: "number" }, text(entry.expected)),
        h("td", { class: "number" }, `${text(entry.low)} – ${text(entry.high)}`),
        h("td", {}, t(`verdict.${entry.verdict}`)));
}
