// The form for what came of a mediation: who the parties are, what they agreed, and what is to be
// followed up by when. The desk and the responder's phone share it.

import { serverNow } from "./clock.js";
import { h } from "./dom.js";
import { localInput, localMoment } from "./format.js";
import { t } from "./i18n.js";

const dayMs = 86_400_000;
const firstVisitDays = 7;
const mostActs = 32;

/** Makes the form; `onSend` is given the body of the command once everything needed is there. */
export function mediationForm(onSend) {
    const result = h("select", { "data-key": "mediation-result" },
        ["agreed", "failed"].map((each) => h("option", { value: each }, t(`mediation.${each}`))));
    const words = h("textarea", {
        rows: 3, maxlength: 4000, required: true, "data-key": "mediation-text",
    });
    const parties = h("textarea", {
        rows: 3, maxlength: 4000, required: true, "data-key": "mediation-parties",
    });
    parties.addEventListener("input", () => parties.setCustomValidity(""));
    const acts = h("div", { class: "stack" });
    const more = (kind) => acts.childElementCount < mostActs && acts.append(actRow(kind));
    const send = () => {
        const body = read(result, words, parties, acts);
        if (body) {
            onSend(body);
        }
    };
    return h("div", { class: "stack" },
        labelled("mediation.result", result), labelled("mediation.parties", parties),
        labelled("mediation.text", words), acts,
        h("div", { class: "row" },
            h("button", { onclick: () => more("promise") }, t("mediation.addPromise")),
            h("button", { onclick: () => more("visit") }, t("mediation.addVisit"))),
        h("button", { class: "primary wide", "data-key": "mediation-send", onclick: send },
            t("mediation.send")));
}

function labelled(key, input) {
    return h("label", { class: "stack" }, h("span", {}, t(key)), input);
}

function actRow(kind) {
    const row = h("div", { class: "stack act", "data-kind": kind },
        labelled(`mediation.${kind}`, h("input", { type: "text", maxlength: 500, required: true })),
        labelled("mediation.due", h("input", {
            type: "datetime-local", required: true,
            value: localInput(serverNow() + firstVisitDays * dayMs),
        })));
    row.append(h("button", { class: "plain", onclick: () => row.remove() },
        t("mediation.leaveOut")));
    return row;
}

function read(result, words, parties, acts) {
    const people = peopleOf(parties.value);
    parties.setCustomValidity(people.length >= 2 ? "" : t("mediation.partiesMissing"));
    const inputs = [parties, words, ...acts.querySelectorAll("input")];
    if (!inputs.every((input) => input.reportValidity())) {
        return null;
    }
    return {
        result: result.value, text: words.value.trim(), parties: people,
        acts: [...acts.children].map((row) => {
            const [text, due] = row.querySelectorAll("input");
            return {
                kind: row.dataset.kind, text: text.value.trim(), due: localMoment(due.value),
            };
        }),
    };
}

/** One person a line: the name, and after a space how to reach them. */
function peopleOf(text) {
    return text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
        const [name, ...contact] = line.split(/\s+/);
        return contact.length > 0 ? { name, contact: contact.join(" ") } : { name };
    });
}
