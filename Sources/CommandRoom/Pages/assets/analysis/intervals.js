// All that was measured of a group: each interval with its definition, its n and its bands.

import { h } from "../dom.js";
import { clock, percent } from "../format.js";
import { pick, t } from "../i18n.js";

const percentiles = ["p50", "p90", "p95", "p99"];

/** Makes the table of a row's intervals. */
export function intervalsTable(row, name) {
    const headings = ["interval.name", "interval.n", "interval.pending", "interval.within"]
        .map((key) => t(key)).concat(percentiles);
    return h("table", {},
        h("caption", {}, t("interval.caption", { group: name })),
        h("thead", {}, h("tr", {}, headings.map((text) => h("th", { scope: "col" }, text)))),
        h("tbody", {}, row.intervals.map(intervalRow)));
}

function intervalRow(interval) {
    const { within } = interval;
    return h("tr", {},
        h("th", { scope: "row" }, pick(interval.title),
            h("span", { class: "second definition" }, pick(interval.definition))),
        h("td", {}, `${interval.n}`),
        h("td", {}, `${interval.pending}`),
        h("td", { title: within ? pick(within.standard) : undefined },
            within && typeof within.share === "number"
                ? t("interval.share", {
                    share: percent(within.share), n: within.inTime + within.late,
                })
                : "—"),
        percentiles.map((name) => h("td", {}, figure(interval[name]))));
}

function figure(value) {
    if (!value) {
        return "—";
    }
    const end = (seconds) => (typeof seconds === "number" ? clock(seconds) : "?");
    return t("interval.band", {
        time: clock(value.seconds), low: end(value.low), high: end(value.high),
    });
}
