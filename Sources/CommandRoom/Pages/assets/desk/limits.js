// Limits of an incident, as the queue and the clocks show them.

import { serverNow } from "../clock.js";
import { clock } from "../format.js";
import { t } from "../i18n.js";

/**
 * The next limit: what must have happened, by when, and how often it was missed already.
 *
 * A missed limit is brought up again later; then `due` is when, and it counts as overdue.
 */
export function nextLimit(incident) {
    if (!incident.nextDeadline) {
        return null;
    }
    const { nextDeadline: due, deadlines } = incident;
    const deadline = deadlines.find((each) => each.due === due);
    // Besides the deadlines only an assignment's answer is awaited.
    return { kind: deadline?.kind ?? "answer", due, misses: deadline?.misses ?? 0 };
}

/** Whether any limit of the incident was missed and is still open. */
export function isOverdue(incident) {
    return incident.deadlines.some(({ misses }) => misses > 0)
        || Date.parse(incident.nextDeadline) < serverNow();
}

/**
 * A limit in words: the time left or over, whether it is over, and what it is for.
 *
 * Of a missed limit only the count is known here, since `due` is by then the next reminder.
 */
export function limitWords({ kind, due, misses }) {
    const seconds = (Date.parse(due) - serverNow()) / 1000;
    const isLate = seconds < 0 || misses > 0;
    const what = t(`deadline.${kind}`);
    return {
        text: seconds >= 0 && misses > 0 ? t("deadline.missed", { n: misses })
            : clock(Math.abs(seconds)),
        isLate,
        kind: isLate ? t("deadline.lateKind", { what }) : what,
    };
}

/** A limit in one text, for a clock that stands alone: 03:20, or 超时 03:20. */
export function limitClock(limit) {
    const { text, isLate } = limitWords(limit);
    const isCount = limit.misses > 0 && Date.parse(limit.due) >= serverNow();
    return { text: isLate && !isCount ? t("deadline.late", { time: text }) : text, isLate };
}

/** Whether the desk itself must do something before the incident can go on. */
export function waitsForDesk({ stage, unfilledRoles }) {
    return ["reported", "disposed", "checked"].includes(stage) || unfilledRoles.length > 0;
}

/** How many of the required roles are there, or have been. */
export function rolesThere({ requiredRoles, assignments }) {
    return requiredRoles.filter((role) => assignments.some((assignment) =>
        assignment.role === role && ["onScene", "done"].includes(assignment.state))).length;
}
