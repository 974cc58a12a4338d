// What happened, in the language in use; the oldest first, so that nothing moves when more comes.

import { h } from "../dom.js";
import { clockTime } from "../format.js";
import { pick, t } from "../i18n.js";
import { photoList } from "../photos.js";

const lateAfterMs = 60_000;

/** Makes the section from the items of a timeline. */
export function timelineSection(items, incidentID) {
    return [
        h("h3", {}, t("timeline.title")),
        h("ol", { role: "list", class: "timeline" },
            items.map((item) => itemLine(item, incidentID))),
    ];
}

function itemLine({ offset, occurredAt, recordedAt, text, note, attachments }, incidentID) {
    const cameLate = Date.parse(recordedAt) - Date.parse(occurredAt) > lateAfterMs;
    return h("li", { "data-offset": offset },
        h("time", { datetime: occurredAt }, clockTime(occurredAt)),
        h("div", {}, pick(text),
            cameLate ? h("span", { class: "second" },
                ` (${t("timeline.late", { time: clockTime(recordedAt) })})`) : null,
            note ? h("p", { class: "second" }, note) : null,
            photoList(incidentID, attachments)));
}
