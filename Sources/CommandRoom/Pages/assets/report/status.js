// What became of a report, in a line.

import { t } from "../i18n.js";
import { itemState } from "../outbox.js";

const onTheWay = new Set(["acknowledged", "enRoute"]);
const there = new Set(["onScene", "done"]);

/** The state of a report in words: 等待发送, or 已送达 · 派单中 · 2 人在路上. */
export function statusLine(item) {
    const parts = [t(`item.${item.state}`)];
    if (item.state === itemState.delivered) {
        parts.push(...incidentParts(item.incident));
    }
    return parts.join(" · ");
}

function incidentParts(incident) {
    const parts = [t(`stage.${incident.stage}`)];
    const assignments = incident.assignments ?? [];
    const coming = assignments.filter(({ state }) => onTheWay.has(state)).length;
    const arrived = assignments.filter(({ state }) => there.has(state)).length;
    if (coming > 0) {
        parts.push(t("mine.coming", { n: coming }));
    }
    if (arrived > 0) {
        parts.push(t("mine.there", { n: arrived }));
    }
    return parts;
}
