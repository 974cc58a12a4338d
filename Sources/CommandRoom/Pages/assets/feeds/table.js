// The table of the feeds, a group for each source.

import { h } from "../dom.js";
import { clock, clockTime } from "../format.js";
import { pick, t } from "../i18n.js";

const columns = ["item", "owner", "state", "age", "items", "next"];

/** Makes the table of all data items; `release(item)` is called to end a quarantine. */
export function feedsTable(items, release) {
    const sources = Map.groupBy(items, ({ source }) => source);
    return h("table", {},
        h("thead", {}, h("tr", {}, columns.map((name) =>
            h("th", { scope: "col" }, t(`feeds.${name}`))))),
        Array.from(sources.values(), (own) => group(own, release)));
}

function group(items, release) {
    const title = `${pick(items[0].sourceTitle)} (${items.length})`;
    return h("tbody", {},
        h("tr", {}, h("th", { scope: "rowgroup", colspan: String(columns.length) }, title)),
        items.map((item) => row(item, release)));
}

function row(item, release) {
    const age = item.ageSeconds === undefined ? "–" : clock(item.ageSeconds);
    return h("tr", { "data-state": item.state },
        h("th", { scope: "row" }, pick(item.meaning)),
        h("td", {}, pick(item.owner)),
        h("td", {}, h("span", { class: "state" }, t(`state.${item.state}`)),
            item.lastError ? h("div", { class: "why" }, item.lastError) : null,
            item.state === "quarantined" ? releaseButton(item, release) : null),
        h("td", { class: "number" }, `${age} / ${clock(item.promiseSeconds)}`),
        h("td", { class: "number" }, String(item.items ?? "–")),
        h("td", { class: "number" }, item.nextTry ? clockTime(item.nextTry) : "–"));
}

function releaseButton(item, release) {
    return h("button", { "data-key": `${item.id}-release`, onclick: () => release(item) },
        t("feeds.release"));
}
