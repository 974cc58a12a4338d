// What was promised in mediations and is still to come, the next first.

import { read } from "../api.js";
import { byId, h, renderInto } from "../dom.js";
import { moment } from "../format.js";
import { t } from "../i18n.js";

const refreshMs = 60_000;
const shownAtMost = 20;

let items = [];

/** Reads the list now and from time to time; `context.open` opens an incident. */
export function startFollowUps(context) {
    const refresh = async () => {
        try {
            ({ items } = await read("/follow-ups"));
            drawFollowUps(context);
        } catch {
            // The list of before stays; the next reading may succeed.
        }
    };
    setInterval(refresh, refreshMs);
    return refresh();
}

/** Draws the list; nothing is shown while nothing is to come. */
export function drawFollowUps(context) {
    const element = byId("follow-ups");
    element.hidden = items.length === 0;
    renderInto(element, [document.documentElement.lang, items, context.areasRead()], () => [
        h("summary", {}, t("followUps.title", { n: items.length })),
        h("ul", { role: "list" }, items.slice(0, shownAtMost).map((item) => line(item, context))),
    ]);
}

function line({ incident, grid, act }, context) {
    return h("li", {}, h("button", { class: "plain", onclick: () => context.open(incident) },
        h("time", { datetime: act.due, class: act.misses > 0 ? "late" : null },
            moment(act.limit)), " ",
        t(`act.kind.${act.kind}`), " · ", context.county().placeName(grid)));
}
