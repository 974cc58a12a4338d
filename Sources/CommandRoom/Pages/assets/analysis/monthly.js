// The table of digital city management, beside the period before and the same a year earlier.

import { read } from "../api.js";
import { h } from "../dom.js";
import { moment } from "../format.js";
import { locale, pick, t } from "../i18n.js";

const periods = ["present", "previous", "yearBefore"];

/** Reads and shows the table of a period. */
export async function showMonthly(place, { by, period }) {
    const table = await read("/stats/cases", { by, ...period });
    const { from, to } = table.periods.present;
    const query = new URLSearchParams({ by, from, to, language: locale() });
    place.replaceChildren(
        h("h2", {}, t("monthly.title")),
        h("p", { class: "second" },
            t("monthly.period", { from: moment(from), to: moment(to) }), " ",
            h("a", { href: `/api/v1/stats/cases.csv?${query}`, download: "cases.csv" },
                t("monthly.csv"))),
        h("div", {
            class: "table", tabindex: "0", role: "region", "aria-label": t("monthly.title"),
        }, totals(table)));
}

function totals({ columns, rates, total }) {
    const count = (column) => h("tr", {},
        heading(column),
        periods.map((name) => h("td", {}, `${total[name].counts[column.id]}`)));
    const rate = (column) => h("tr", {},
        heading(column),
        periods.map((name) => h("td", {}, percentage(total[name].rates[column.id]))));
    return h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("monthly.count")),
            periods.map((name) => h("th", { scope: "col" }, t(`monthly.${name}`))))),
        h("tbody", {}, columns.map(count), rates.map(rate)));
}

function heading(column) {
    return h("th", { scope: "row" }, pick(column.title),
        h("span", { class: "second definition" }, pick(column.definition)));
}

function percentage(value) {
    return typeof value === "number" ? `${value.toFixed(2)}%` : "—";
}
