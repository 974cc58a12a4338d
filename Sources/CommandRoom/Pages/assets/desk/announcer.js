// What a screen reader is told: a summary from time to time, never each change.

import { byId, setText } from "../dom.js";
import { t } from "../i18n.js";
import { coalesced } from "../timing.js";

const everyMs = 3000;
let known = null;
let added = [];

const say = coalesced(everyMs, () => {
    const critical = added.filter(({ severity }) => severity === 1).length;
    setText(byId("announcement"), t("queue.announce", { n: added.length, critical }));
    added = [];
});

/** Notes which incidents there are, and has the new ones told. */
export function announceNew(incidents) {
    const fresh = known ? incidents.filter(({ id }) => !known.has(id)) : [];
    known = new Set(incidents.map(({ id }) => id));
    if (fresh.length > 0) {
        added.push(...fresh);
        say();
    }
}

/** Takes what is there as known, after another part of the county was chosen. */
export function forgetAnnounced() {
    known = null;
    added = [];
}
