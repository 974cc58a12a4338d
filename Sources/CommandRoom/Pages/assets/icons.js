// Pictures, drawn here so that no file has to arrive before a shape can be told.

import { h, svg } from "./dom.js";
import { t } from "./i18n.js";

const shapes = {
    1: () => svg("path", { d: "M12 1 23 12 12 23 1 12Z" }),
    2: () => svg("path", { d: "M12 1.5 23.5 22H.5Z" }),
    3: () => svg("circle", { cx: 12, cy: 12, r: 11 }),
    4: () => svg("circle", { cx: 12, cy: 12, r: 10, class: "hollow" }),
    open: () => svg("circle", { cx: 12, cy: 12, r: 10, class: "hollow dashed" }),
};

/** The urgency as shape and numeral; it is named, since colour alone tells nobody anything. */
export function urgencyMark(severity) {
    const kind = severity ?? "open";
    const baseline = kind === 2 ? 20 : 17;
    const numeral = svg("text", { x: 12, y: baseline, "text-anchor": "middle" },
        `${severity ?? "?"}`);
    return svg(
        "svg",
        {
            class: `urgency urgency-${kind}`, viewBox: "0 0 24 24", role: "img",
            "aria-label": urgencyWord(severity),
        },
        shapes[kind](), numeral);
}

/** The urgency in a word: 特急, 紧急, 一般, 低. */
export function urgencyWord(severity) {
    return t(severity ? `urgency.${severity}` : "urgency.open");
}

const fire = "M12 2c1 4 6 6 6 12a6 6 0 0 1-12 0c0-3 2-4 2-7 2 1 3 2 3 4 1-2 1-5 1-9Z";
const person = "M12 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 21c0-5 3-8 8-8s8 3 8 8Z";

// Line drawings by a category's name, or by the first part of it.
const drawings = {
    "dispute": "M3 5h11v8H9l-3 3v-3H3ZM17 9h4v7h-3v3l-3-3h-4v-2",
    "dispute/elder-support": "M9 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM9 10c-3 0-4 3-4 6h3v5h4v-7l3 1v6",
    "safety": "M12 3 22 20H2ZM12 9v5M12 17h.01",
    "safety/fire": fire,
    "safety/flood": "M2 15c3-3 5-3 8 0s5 3 8 0l4-2M2 20c3-3 5-3 8 0s5 3 8 0l4-2M8 9l4-6 4 6Z",
    "safety/landslide": "M2 20 9 6l4 7 3-4 6 11ZM16 3h.01M20 5h.01M18 9h.01",
    "public-order": "M12 2l8 3v6c0 5-3 9-8 11-5-2-8-6-8-11V5Z",
    "public-order/missing-person": person,
    "traffic": "M3 16v-4l3-5h12l3 5v4ZM7 16v3M17 16v3M6 12h12",
    "traffic/road-damage": "M8 2 4 22M16 2l4 20M12 3v3M12 10v4M12 18v3",
    "environment": "M5 7h14l-1 14H6ZM3 7h18M9 7V3h6v4M10 11v6M14 11v6",
    "market": "M3 9l2-6h14l2 6M4 9v12h16V9M9 21v-7h6v7",
    "service": "M12 21S3 15 3 9a5 5 0 0 1 9-3 5 5 0 0 1 9 3c0 6-9 12-9 12Z",
    "service/utility-outage": "M13 2 5 13h6l-1 9 9-12h-6Z",
    "health": "M9 3h6v6h6v6h-6v6H9v-6H3V9h6Z",
    "forest": "M12 2 6 10h3l-5 7h7v5h2v-5h7l-5-7h3Z",
    "forest/wildfire": fire,
    "other": "M5 12h.01M12 12h.01M19 12h.01",
};

/** The picture of a category; where there is none, the first character of its title. */
export function categoryPicture(id, title) {
    const drawing = drawings[id] ?? drawings[id.split("/")[0]];
    if (!drawing) {
        return h("span", { class: "picture letter", "aria-hidden": "true" }, [...title][0]);
    }
    const line = svg("path", { d: drawing });
    return svg("svg", { class: "picture", viewBox: "0 0 24 24", "aria-hidden": "true" }, line);
}
