// What came of a mediation, what is to be followed up, and whose the matter is.

import { h } from "../dom.js";
import { moment } from "../format.js";
import { list, t } from "../i18n.js";
import { kept, release } from "../kept.js";
import { mediationForm } from "../mediation-form.js";
import { perform } from "./actions.js";
import { Command } from "./command.js";

const mediatedAt = ["disposing", "disposed", "checked"];

/** Makes the section of one incident: the mediation, its acts, and the form where it is allowed. */
export function mediationSection(incident, context) {
    const { mediation, stage } = incident;
    const form = mediatedAt.includes(stage) ? formPart(incident, context) : null;
    if (!mediation) {
        return [form];
    }
    return [h("h3", {}, t("mediation.title")), h("p", {}, summary(mediation)),
        ...agreement(incident.agreement), actList(incident, context),
        recurrences(mediation, context), form];
}

function summary({ result, at, parties, stable }) {
    const parts = [t(`mediation.${result}`), t("mediation.count", { n: parties }), moment(at)];
    if (stable !== undefined) {
        parts.push(t(stable ? "mediation.stable" : "mediation.unstable"));
    }
    return parts.join(" · ");
}

function agreement(content) {
    if (!content) {
        return [];
    }
    const people = (content.parties ?? []).map(({ name, contact }) =>
        [name, contact].filter(Boolean).join(" "));
    return [h("p", { class: "second" }, list(people)), h("p", {}, content.text ?? "")];
}

function actList(incident, context) {
    const words = incident.agreement?.acts ?? [];
    return h("ul", { role: "list", class: "acts" }, incident.mediation.acts.map((act, index) =>
        h("li", { "data-act": act.number, "data-state": act.state },
            t(`act.kind.${act.kind}`), " ", words[index] ?? "", " ",
            h("time", { datetime: act.limit, class: act.misses > 0 ? "late" : "second" },
                moment(act.limit)), " ",
            h("span", { class: "second" }, t(`act.state.${act.state}`)),
            act.state === "open" ? actButtons(act, context) : null)));
}

function actButtons(act, context) {
    const words = h("input", {
        type: "text", maxlength: 500, "aria-label": t("act.words"), placeholder: t("act.words"),
        "data-key": `act-words-${act.number}`,
    });
    words.addEventListener("input", () => words.setCustomValidity(""));
    const settle = (kept) => {
        const text = words.value.trim();
        words.setCustomValidity(kept || text ? "" : t("act.wordsMissing"));
        if (words.reportValidity()) {
            perform(new Command({
                words: t(kept ? "act.kept" : "act.broken"), incident: context.shown(),
                path: `acts/${act.number}`, body: text ? { kept, text } : { kept },
            }), context);
        }
    };
    return h("div", { class: "action-row" }, words,
        h("button", { "data-key": `kept-${act.number}`, onclick: () => settle(true) },
            t("act.kept")),
        h("button", { "data-key": `broken-${act.number}`, onclick: () => settle(false) },
            t("act.broken")));
}

function recurrences({ recurrences: ids, recurredWithin30Days, recurredWithin90Days }, context) {
    if (ids.length === 0) {
        return null;
    }
    return h("p", { class: "late" },
        t("mediation.recurred", { month: recurredWithin30Days, n: recurredWithin90Days }), " ",
        ids.map((id) => h("button", { class: "plain", onclick: () => context.open(id) },
            t("join.open"))));
}

function formPart({ id }, context) {
    const name = `mediation ${id}`;
    const send = (body) => perform(new Command({
        words: t("mediation.send"), incident: context.shown(), path: "mediation", body,
    }), context, { onDone: () => release(name) });
    return h("details", { "data-key": "mediation" },
        h("summary", {}, t("mediation.record")), kept(name, () => mediationForm(send)));
}

/** Makes the question whose a matter near a line is; nothing where it is not open. */
export function boundarySection(incident, context) {
    const { boundary, deadlines, grid } = incident;
    if (!boundary) {
        return [];
    }
    const county = context.county();
    if (boundary.owner) {
        return h("p", { class: "second" }, t("boundary.answered", {
            place: county.placeName(boundary.owner),
        }));
    }
    if (!deadlines.some(({ kind }) => kind === "place")) {
        return h("p", { class: "second" }, t("boundary.near", {
            places: list(boundary.areas.map((area) => county.placeName(area))),
        }));
    }
    const answer = (area) => perform(new Command({
        words: t("boundary.is", { place: county.placeName(area) }), incident: context.shown(),
        path: "boundary", body: { area },
    }), context);
    return h("div", { class: "notice stack", id: "boundary" },
        h("p", {}, t("boundary.question")),
        h("div", { class: "action-row" }, [grid, ...boundary.areas].map((area) =>
            h("button", { "data-area": area, onclick: () => answer(area) },
                county.placeName(area)))));
}
