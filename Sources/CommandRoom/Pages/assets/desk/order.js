// The order of the queue, and holding it still while somebody is about to press.

import { isOverdue } from "./limits.js";

/** The ids by time left to the next limit; what is over its limit first, by urgency. */
export function byTimeLeft(incidents) {
    const keys = incidents.map((incident) => ({
        id: incident.id,
        group: isOverdue(incident) ? incident.severity ?? 0 : incident.nextDeadline ? 8 : 9,
        due: incident.nextDeadline ? Date.parse(incident.nextDeadline) : 0,
        number: incident.acceptedAt,
    }));
    keys.sort((a, b) => a.group - b.group || a.due - b.due || a.number.localeCompare(b.number));
    return keys.map(({ id }) => id);
}

/** The order that is shown: it follows the wanted one, except while it is held. */
export class HeldOrder {
    /** The ids as they are shown. */
    shown = [];
    /** What `apply` would change: how many ids are new, and how many gone or elsewhere. */
    pending = { added: 0, changed: 0 };
    #wanted = [];

    /** Takes over the wanted order, or only counts what it would change. */
    update(wanted, isHeld) {
        this.#wanted = wanted;
        if (isHeld) {
            this.pending = difference(this.shown, wanted);
        } else {
            this.apply();
        }
    }

    /** Shows the wanted order. */
    apply() {
        this.shown = this.#wanted;
        this.pending = { added: 0, changed: 0 };
    }
}

function difference(shown, wanted) {
    const place = new Map(wanted.map((id, index) => [id, index]));
    const common = shown.filter((id) => place.has(id)).map((id) => place.get(id));
    const gone = shown.length - common.length;
    return {
        added: wanted.length - common.length,
        changed: gone + common.length - longestRise(common),
    };
}

/** The length of the longest increasing subsequence: the rows that need not move. */
function longestRise(numbers) {
    const tails = [];
    for (const number of numbers) {
        let low = 0;
        let high = tails.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (tails[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        tails[low] = number;
    }
    return tails.length;
}
