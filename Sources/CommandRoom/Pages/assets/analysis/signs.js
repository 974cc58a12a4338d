// Signs of formalism: questions for a supervisor, with the incidents behind each.

import { read } from "../api.js";
import { h } from "../dom.js";
import { pick, t } from "../i18n.js";

/** Reads and shows the questions of a period. */
export async function showSigns(place, { period }) {
    const { note, rows } = await read("/stats/signs", period);
    place.replaceChildren(
        h("h2", {}, t("signs.title")),
        h("p", { class: "second" }, pick(note)),
        rows.length === 0
            ? h("p", {}, t("signs.none"))
            : h("ul", {}, rows.map(question)));
}

function question(row) {
    const where = [row.townshipTitle, row.postTitle].filter(Boolean).map(pick).join(" · ");
    return h("li", {},
        h("p", {}, h("strong", {}, pick(row.title)), ` · ${where} · `,
            t("signs.count", { n: row.count })),
        h("p", {}, pick(row.question)),
        h("p", {}, row.incidents.flatMap(({ id, number }) =>
            [h("a", { href: `/desk#${id}` }, t("signs.incident", { number })), " "])));
}
