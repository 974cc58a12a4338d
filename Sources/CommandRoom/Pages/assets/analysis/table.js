// The figures as a table, each with its n.

import { h } from "../dom.js";
import { clock, duration, percent } from "../format.js";
import { t } from "../i18n.js";

/** Below so many samples a percentile says little. */
export const fewSamples = 5;

/** Makes the table; `onCases(row)` shows what is behind a row. */
export function figuresTable(rows, { by, groupName, onCases }) {
    const limits = [...new Set(rows.flatMap(({ withinLimit }) => Object.keys(withinLimit ?? {})))];
    limits.sort((a, b) => a - b);
    const headings = [
        t(`by.${by}`), t("table.n"), t("table.p50"), t("table.p90"),
        ...limits.map((limit) => t("table.within", { time: duration(Number(limit)) })),
        t("table.missing"), t("table.open"), t("table.cases"),
    ];
    return h("table", {},
        h("caption", {}, t("table.caption"), " · ", t("analysis.few", { n: fewSamples })),
        h("thead", {}, h("tr", {}, headings.map((text) => h("th", { scope: "col" }, text)))),
        h("tbody", {}, rows.map((row) => tableRow(row, limits, groupName, onCases))));
}

function tableRow(row, limits, groupName, onCases) {
    const time = (seconds) => (typeof seconds === "number" ? clock(seconds) : "—");
    const name = groupName(row.group);
    const isFew = row.n > 0 && row.n < fewSamples;
    const figures = [
        time(row.p50), time(row.p90),
        ...limits.map((limit) => percent(row.withinLimit?.[limit])),
        row.missing, row.open,
    ];
    const button = h("button", {
        "aria-label": t("table.casesOf", { group: name }), "data-group": row.group ?? "",
        onclick: () => onCases(row),
    }, t("table.cases"));
    return h("tr", {},
        h("th", { scope: "row" }, name),
        h("td", {}, isFew ? `* ${row.n}` : `${row.n}`),
        figures.map((figure) => h("td", {}, `${figure}`)),
        h("td", {}, button));
}
