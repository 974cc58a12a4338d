// Who reports from this device, and where they usually are.

import { setSetting, setting } from "../settings.js";

/** The worker's name, or an empty text. */
export function workerName() {
    return setting("workerName") ?? "";
}

/** Keeps the worker's name. */
export function setWorkerName(name) {
    setSetting("workerName", name.trim());
}

/** The worker as the API names who acts. */
export function workerActor() {
    return `worker:${workerName() || "unnamed"}`;
}

/** The code of the worker's own grid, or null. */
export function homeGrid() {
    return setting("homeGrid");
}

/** Keeps the worker's own grid. */
export function setHomeGrid(code) {
    setSetting("homeGrid", code);
}
