// The period that is looked at, in days of the county.

import { serverNow } from "../clock.js";
import { dayOf } from "../format.js";

const dayMs = 86_400_000;

/** The first and last day of a named period, or nulls for all time. */
export function daysOf(name) {
    const today = serverNow();
    switch (name) {
    case "today": return { from: dayOf(today), to: dayOf(today) };
    case "week": return { from: dayOf(today - 6 * dayMs), to: dayOf(today) };
    case "month": return { from: dayOf(today - 29 * dayMs), to: dayOf(today) };
    default: return { from: null, to: null };
    }
}

/** The instants between which a period of whole days lies, as the API takes them. */
export function instantsOf({ from, to }, timeZone) {
    return {
        from: from ? startOf(from, timeZone) : undefined,
        to: to ? startOf(nextDay(to), timeZone) : undefined,
    };
}

function nextDay(day) {
    return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}

function startOf(day, timeZone) {
    const noon = new Date(`${day}T12:00:00Z`);
    const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
        .formatToParts(noon);
    const offset = parts.find(({ type }) => type === "timeZoneName").value.replace("GMT", "");
    return `${day}T00:00:00${offset || "Z"}`;
}
