// The chart: for each group two bars, p50 and p90, against the limit. It can be read out, and the
// table below has the same figures.

import { svg } from "../dom.js";
import { clock } from "../format.js";
import { t } from "../i18n.js";

const width = 900;
const labelWidth = 250;
const valueWidth = 90;
const rowHeight = 40;
const barHeight = 13;
const headHeight = 28;
const labelCharacters = 30;

/** Makes the chart of the rows that have samples. */
export function barChart(rows, { title, limitSeconds, groupName }) {
    const longest = Math.max(limitSeconds, ...rows.map(({ p90 }) => p90)) * 1.05;
    const scale = (seconds) => (seconds / longest) * (width - labelWidth - valueWidth);
    const height = headHeight + rows.length * rowHeight + 8;
    return svg("svg", {
        class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img",
        "aria-label": [title, ...rows.map((row) => rowWords(row, groupName))].join("。"),
    },
    limitLine(labelWidth + scale(limitSeconds), height, limitSeconds),
    rows.map((row, index) => bars(row, headHeight + index * rowHeight, scale, groupName)));
}

function rowWords(row, groupName) {
    return t("chart.bar", {
        group: groupName(row.group), p50: clock(row.p50), p90: clock(row.p90), n: row.n,
    });
}

function limitLine(x, height, seconds) {
    return svg("g", { "aria-hidden": "true" },
        svg("line", { class: "limit", x1: x, x2: x, y1: headHeight - 6, y2: height }),
        svg("text", { x, y: headHeight - 12, "text-anchor": "middle" },
            t("chart.limit", { time: clock(seconds) })));
}

function bars(row, y, scale, groupName) {
    const name = groupName(row.group);
    const label = name.length > labelCharacters ? `${name.slice(0, labelCharacters - 1)}…` : name;
    return svg("g", { "aria-hidden": "true" },
        svg("text", { x: labelWidth - 10, y: y + barHeight + 6, "text-anchor": "end" }, label),
        bar("p50", row.p50, y + 3, scale),
        bar("p90", row.p90, y + 3 + barHeight + 2, scale));
}

function bar(name, seconds, y, scale) {
    const length = Math.max(1, scale(seconds));
    return [
        svg("rect", { class: `bar-${name}`, x: labelWidth, y, width: length, height: barHeight }),
        svg("text", { class: "value", x: labelWidth + length + 6, y: y + barHeight - 2 },
            `${name} ${clock(seconds)}`),
    ];
}
