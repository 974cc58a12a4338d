// The server's clock. It may run faster than the wall clock (a demonstration runs a day in an
// hour), so every clock on the pages is computed from the server's time and speed.

import { setting, setSetting } from "./settings.js";

// Elapsed time comes from `performance`, which nobody can set; the wall clock is used only to
// carry the anchor over to the next visit.
let anchor = restoredAnchor();

function restoredAnchor() {
    const saved = setting("clock");
    if (!saved) {
        return { server: Date.now(), local: performance.now(), speed: 1 };
    }
    const server = saved.server + (Date.now() - saved.wall) * saved.speed;
    return { server, local: performance.now(), speed: saved.speed };
}

/** Takes over the server's time, and its speed where it is stated. */
export function syncClock(now, speed = anchor.speed) {
    const server = Date.parse(now);
    if (Number.isNaN(server)) {
        return;
    }
    anchor = { server, local: performance.now(), speed };
    setSetting("clock", { server, wall: Date.now(), speed });
}

/** The server's time now, in milliseconds since 1970. */
export function serverNow() {
    return anchor.server + (performance.now() - anchor.local) * anchor.speed;
}

/** How much faster than the wall clock the server's clock runs. */
export function clockSpeed() {
    return anchor.speed;
}

/** Calls `tick` once a second while the page is visible, and at once when it becomes so. */
export function everySecond(tick) {
    const run = () => {
        if (document.visibilityState === "visible") {
            tick();
        }
    };
    setInterval(run, 1000);
    document.addEventListener("visibilitychange", run);
}
