// What happens in the county, as it happens.

import { syncClock } from "./clock.js";
import { LiveStream } from "./live/stream.js";

const workerPath = "/assets/live/worker.js";

/**
 * Follows the events of a township, or of the county.
 *
 * Handlers: `onEvent(event)` with a CloudEvent, `onState(state, sinceMs)` with `live`, `late` or
 * `lost` and the page's time of the last sign of life, and `onReset()` when what was read before
 * may be out of date.
 */
export function followEvents({ township }, { onEvent, onState, onReset }) {
    const take = (message) => {
        switch (message.kind) {
        case "event": return onEvent(message.event);
        case "heartbeat": return syncClock(message.now);
        case "state": return onState(message.state, performance.now() - message.silentMs);
        case "reset": return onReset();
        }
    };
    const url = `/api/v1/events${township ? `?township=${township}` : ""}`;
    return "SharedWorker" in globalThis ? followShared(url, take) : followAlone(url, take);
}

function followShared(url, take) {
    const { port } = new SharedWorker(workerPath, { type: "module", name: url });
    port.onmessage = ({ data }) => take(data);
    addEventListener("pagehide", () => port.postMessage("leave"));
    addEventListener("pageshow", ({ persisted }) => {
        if (persisted) {
            port.postMessage("join");
            take({ kind: "reset" });
        }
    });
}

function followAlone(url, take) {
    const stream = new LiveStream(url, take);
    stream.start();
    addEventListener("pagehide", () => stream.stop());
    addEventListener("pageshow", ({ persisted }) => persisted && stream.start());
}
