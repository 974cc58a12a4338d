// Keeps the own reports up to date while somebody looks.

import { read } from "../api.js";
import { townshipOf } from "../county.js";
import { followEvents } from "../live.js";
import { itemState } from "../outbox.js";
import { coalesced } from "../timing.js";

const refreshAfterMs = 400;
const refreshAllEveryMs = 60_000;
const followedAtMost = 10;

/** Follows the incidents of the reports that this device has sent. */
export function followOwnReports(outbox, grid) {
    const changed = new Set();
    const refreshSome = coalesced(refreshAfterMs, async () => {
        const ids = new Set(changed);
        changed.clear();
        for (const item of openReports(outbox).filter(({ incident }) => ids.has(incident.id))) {
            await refresh(outbox, item);
        }
    });
    const refreshAll = () => {
        if (document.visibilityState === "visible") {
            openReports(outbox).forEach(({ incident }) => changed.add(incident.id));
            refreshSome();
        }
    };
    followEvents({ township: grid ? townshipOf(grid) : undefined }, {
        onEvent: ({ subject }) => {
            // What is about the county, such as a feed, is about no incident.
            if (subject?.startsWith("incidents/")) {
                changed.add(subject.slice("incidents/".length));
                refreshSome();
            }
        },
        onState: () => {},
        onReset: refreshAll,
    });
    // Reports from outside the own township are not in the stream.
    setInterval(refreshAll, refreshAllEveryMs);
    document.addEventListener("visibilitychange", refreshAll);
}

function openReports(outbox) {
    return outbox.items
        .filter((item) => item.about.kind === "report" && item.state === itemState.delivered
            && item.incident.stage !== "closed")
        .slice(-followedAtMost);
}

async function refresh(outbox, { key, incident }) {
    try {
        // The device keeps what became of it, not once more who is concerned.
        const { personal, agreement, ...known } = await read(`/incidents/${incident.id}`);
        await outbox.update(key, { incident: known });
    } catch {
        // The last known state stays on the page; the next round asks again.
    }
}
