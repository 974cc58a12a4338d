// The incidents behind a figure.

import { read } from "../api.js";
import { h } from "../dom.js";
import { duration, moment } from "../format.js";
import { t } from "../i18n.js";
import { intervalsTable } from "./intervals.js";

const shown = 50;

// By these the list of incidents can be asked for.
const listed = ["category", "township", "severity"];

/** Shows all that was measured of a group, and reads its latest incidents. */
export async function showCases(place, { by, row, period, county, name }) {
    const table = h("div", {
        class: "table", tabindex: "0", role: "region",
        "aria-label": t("interval.caption", { group: name }),
    }, intervalsTable(row, name));
    if (!listed.includes(by) || row.group === "") {
        const heading = h("h2", { tabindex: "-1" }, name);
        place.replaceChildren(heading, table);
        heading.focus();
        return;
    }
    const { items } = await read("/incidents", { [by]: row.group, ...period, limit: shown });
    for (const code of new Set(items.map(({ township }) => township))) {
        // Without the names of its communities an incident is placed by their codes.
        await county.areas(code, "community").catch(() => []);
    }
    const heading = h("h2", { tabindex: "-1" }, t("cases.title", { group: name }));
    place.replaceChildren(heading, table, items.length === 0
        ? h("p", {}, t("cases.none"))
        : h("ul", {}, items.map((incident) => caseLine(incident, county))));
    heading.focus();
}

function caseLine(incident, county) {
    const { fullAssignment: full } = incident;
    const words = t("cases.line", {
        time: moment(incident.acceptedAt), place: county.placeName(incident.grid),
        outcome: full ? duration(full.seconds) : t("cases.pending"),
    });
    return h("li", {}, h("a", { href: `/desk#${incident.id}` },
        county.categoryTitle(incident.category)), " ", words);
}
