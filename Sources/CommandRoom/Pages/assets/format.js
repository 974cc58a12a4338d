// How times, durations and distances are written.

import { serverNow } from "./clock.js";
import { locale, t } from "./i18n.js";

let timeZone = "Asia/Shanghai";
const formatters = new Map();

/** Sets the county's time zone, in which all times are written. */
export function setTimeZone(name) {
    timeZone = name;
    formatters.clear();
}

function formatter(name, options) {
    const key = name + locale();
    if (!formatters.has(key)) {
        const all = { timeZone, hourCycle: "h23", ...options };
        formatters.set(key, new Intl.DateTimeFormat(locale(), all));
    }
    return formatters.get(key);
}

function timeOfDay(date) {
    return formatter("time", { hour: "2-digit", minute: "2-digit" }).format(date);
}

/** The day in the county, as `2026-11-21`. */
export function dayOf(milliseconds) {
    // Swedish dates are ISO 8601 dates, the only form of Intl that is.
    return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(milliseconds);
}

/** A moment in the county as a field for date and time holds it: `2026-11-21T14:03`. */
export function localInput(milliseconds) {
    const written = new Intl.DateTimeFormat("sv-SE", {
        timeZone, dateStyle: "short", timeStyle: "short",
    }).format(milliseconds);
    return written.replace(" ", "T");
}

/** The moment that such a field means, in UTC; undefined where nothing was entered. */
export function localMoment(text) {
    const asIfUTC = Date.parse(`${text}Z`);
    if (Number.isNaN(asIfUTC)) {
        return undefined;
    }
    const offset = Date.parse(`${localInput(asIfUTC)}Z`) - asIfUTC;
    return new Date(asIfUTC - offset).toISOString();
}

/** A moment as people say it: 今天 14:03, 昨天 14:03, else 11月21日 14:03. */
export function moment(text) {
    const date = new Date(text);
    const day = dayOf(date.getTime());
    const time = timeOfDay(date);
    if (day === dayOf(serverNow())) {
        return t("time.today", { time });
    }
    if (day === dayOf(serverNow() - 86_400_000)) {
        return t("time.yesterday", { time });
    }
    const written = formatter("day", { month: "short", day: "numeric" }).format(date);
    return t("time.day", { day: written, time });
}

/** The time of day with seconds, as in a timeline. */
export function clockTime(moment) {
    const options = { hour: "2-digit", minute: "2-digit", second: "2-digit" };
    return formatter("seconds", options).format(new Date(moment));
}

/** A running clock: mm:ss, from an hour on h:mm:ss, from two days on whole days. */
export function clock(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (number) => String(number).padStart(2, "0");
    if (whole >= 172_800) {
        return t("duration.days", { n: Math.floor(whole / 86_400) });
    }
    const minutes = Math.floor(whole / 60) % 60;
    return whole < 3600
        ? `${two(minutes)}:${two(whole % 60)}`
        : `${Math.floor(whole / 3600)}:${two(minutes)}:${two(whole % 60)}`;
}

/** A duration in words: 3分20秒, 3 min 20 s. */
export function duration(seconds) {
    const whole = Math.round(seconds);
    if (whole < 60) {
        return t("duration.seconds", { s: whole });
    }
    if (whole < 3600) {
        return t("duration.minutes", { m: Math.floor(whole / 60), s: whole % 60 });
    }
    return t("duration.hours", { h: Math.floor(whole / 3600), m: Math.floor(whole / 60) % 60 });
}

/** How long ago something was: 刚刚, 3分钟前. */
export function ago(text) {
    const minutes = Math.floor((serverNow() - Date.parse(text)) / 60_000);
    if (minutes < 1) {
        return t("time.justNow");
    }
    return minutes < 60 ? t("time.minutesAgo", { n: minutes }) : moment(text);
}

/** A distance: 812 m, 1.2 km. */
export function distance(metres) {
    return metres < 1000
        ? t("distance.metres", { n: Math.round(metres) })
        : t("distance.kilometres", { n: (metres / 1000).toFixed(1) });
}

/** A share as whole per cent, or a dash. */
export function percent(share) {
    return typeof share === "number" ? `${Math.round(share * 100)}%` : "—";
}
