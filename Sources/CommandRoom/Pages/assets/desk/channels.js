// Whether messages reach the outside: channels that are dead are told at the top of the desk.

import { read } from "../api.js";
import { byId, setText } from "../dom.js";
import { onLanguageChange, pick, t } from "../i18n.js";

const everyMs = 30_000;
let dead = [];

/** Looks at the channels now and from time to time. */
export function watchChannels() {
    onLanguageChange(paint);
    look();
    setInterval(look, everyMs);
}

async function look() {
    try {
        const { channels } = await read("/deliveries", { limit: 1 });
        dead = channels.filter(({ state }) => state === "dead");
        paint();
    } catch {
        // Whether the server can be reached is told elsewhere.
    }
}

function paint() {
    const element = byId("channels");
    element.hidden = dead.length === 0;
    setText(element, dead.length === 0
        ? "" : t("desk.channelsDead", { names: dead.map(({ title }) => pick(title)).join(" / ") }));
    element.title = dead.map(({ title, reason }) => `${pick(title)}: ${reason}`).join("\n");
}
