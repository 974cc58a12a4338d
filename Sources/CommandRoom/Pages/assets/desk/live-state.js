// Whether what is shown is live, proven by the server's heartbeat, and the clock.

import { clockSpeed, serverNow } from "../clock.js";
import { byId, setText } from "../dom.js";
import { clockTime } from "../format.js";
import { t } from "../i18n.js";

let state = "connecting";
let stoppedAt = null;

/** Takes over the state of the stream; `sinceMs` is the page's time of the last sign of life. */
export function setLiveState(next, sinceMs) {
    const silentMs = performance.now() - sinceMs;
    state = next;
    stoppedAt = serverNow() - silentMs * clockSpeed();
    paintLiveState();
}

/** Paints the state and the clock; called each second. */
export function paintLiveState() {
    const element = byId("live-state");
    element.dataset.state = state;
    setText(element, t(`desk.${state}`, { time: stoppedAt === null ? "" : clockTime(stoppedAt) }));
    setText(byId("desk-clock"), clockTime(serverNow()));
    const speed = byId("desk-speed");
    speed.hidden = clockSpeed() === 1;
    setText(speed, t("desk.speed", { n: clockSpeed() }));
}
