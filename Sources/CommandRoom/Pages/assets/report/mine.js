// One of the own reports: delivered or not, who comes, what happened.

import { Problem, read } from "../api.js";
import { h } from "../dom.js";
import { clockTime, duration, moment } from "../format.js";
import { pick, t } from "../i18n.js";
import { photoList } from "../photos.js";
import { itemState } from "../outbox.js";
import { changeDraft } from "./draft.js";
import { statusLine } from "./status.js";
import { decisions } from "./decide.js";

/** Makes the page; its live part is filled by `mineDetail`. */
export function mineView(context, key) {
    const item = context.outbox.items.find((each) => each.key === key);
    const title = item ? context.county.categoryTitle(item.about.category) : t("mine.title");
    return [
        context.backLink("#"),
        h("h1", { tabindex: "-1" }, title),
        h("div", { id: "mine-item", class: "stack" }),
        h("div", { id: "mine-happened", class: "stack" }),
    ];
}

/** What the live part depends on. */
export function mineDetailSignature({ outbox }, key) {
    const item = outbox.items.find((each) => each.key === key);
    return [key, item?.state, item?.incident?.version, document.documentElement.lang];
}

/** Makes the live part. */
export function mineDetail(context, key) {
    const item = context.outbox.items.find((each) => each.key === key);
    if (!item) {
        return [h("p", {}, t("mine.none"))];
    }
    return [
        h("p", { role: "status", class: "place", "data-state": item.state }, statusLine(item)),
        h("p", {}, context.county.placeName(item.about.grid), h("br"),
            t("mine.sent", { time: moment(item.about.at) })),
        ...(item.about.draft.text ? [h("p", {}, item.about.draft.text)] : []),
        ...partsByState(item, context),
    ];
}

function partsByState(item, context) {
    switch (item.state) {
    case itemState.waiting: return [h("p", { class: "notice" }, t("item.waitingWhy"))];
    case itemState.attention: return attentionParts(item, context);
    default: return [
        ...deliveredParts(item.incident, context),
        ...decisions(item.incident, context.county,
            (incident) => context.outbox.update(item.key, { incident })),
    ];
    }
}

function attentionParts(item, { outbox, go, replace }) {
    const problem = new Problem(item.problem.status, item.problem.document);
    const again = async () => {
        await changeDraft(item.about.draft);
        await outbox.discard(item.key);
        go("#say");
    };
    const discard = async () => {
        await outbox.discard(item.key);
        replace("#");
    };
    return [
        h("p", { class: "notice problem" }, problem.words),
        h("button", { class: "primary wide", onclick: again }, t("mine.again")),
        h("button", { class: "wide", onclick: discard }, t("mine.discard")),
    ];
}

function deliveredParts(incident, { county }) {
    const people = incident.assignments.filter(({ state }) => state !== "released");
    const full = incident.fullAssignment;
    return [
        h("p", { class: "second" }, t("mine.number", {
            number: t("place.number", {
                township: county.townshipName(incident.township), number: incident.number,
            }),
        })),
        incident.joinedInto || incident.ending === "joined"
            ? h("p", { class: "notice", role: "status" }, t("mine.joined")) : null,
        h("h2", {}, t("mine.who")),
        people.length === 0
            ? h("p", {}, t("mine.nobody"))
            : h("ul", { role: "list", class: "progress" },
                people.map((assignment) => personLine(assignment, county))),
        full ? h("p", {}, t("mine.full", { duration: duration(full.seconds) })) : null,
    ];
}

function personLine({ role, state }, county) {
    return h("li", {}, h("b", {}, county.roleTitle(role)), " ", t(`state.${state}`));
}

/** Fills in what happened; without network the rest of the page stands. */
export async function fillHappened(place, incident) {
    let items;
    try {
        ({ items } = await read(`/incidents/${incident.id}/timeline`));
    } catch {
        return;
    }
    place.replaceChildren(
        h("h2", {}, t("mine.happened")),
        h("ol", { role: "list", class: "progress" },
            items.map(({ occurredAt, text, attachments }) =>
                h("li", {}, h("time", { datetime: occurredAt }, clockTime(occurredAt)), " ",
                    pick(text), photoList(incident.id, attachments)))));
}
