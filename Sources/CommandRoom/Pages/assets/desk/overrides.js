// Decisions over the head of the ladder: each needs a reason, which is kept with it.

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { perform } from "./actions.js";
import { Command } from "./command.js";

const live = new Set(["requested", "notified", "acknowledged", "enRoute", "onScene"]);

/** The row of one role; `named` gives the person who is chosen above it, or nothing. */
export function overrideRow(role, title, assignments, named, context) {
    const text = h("input", {
        type: "text", maxlength: 500, "data-key": `override-text-${role}`,
        "aria-label": t("override.why"), placeholder: t("override.why"),
    });
    text.addEventListener("input", () => text.setCustomValidity(""));
    const button = (key, words, content) => h("button", {
        "data-key": `override-${key}`,
        onclick: () => send(text, words, content(), context),
    }, words);
    return h("div", { class: "action-row" }, text,
        button(`skip-${role}`, t("override.skip", { role: title }),
            () => ({ override: "skip", role })),
        button(`supervisor-${role}`, t("override.supervisor"),
            () => ({ override: "skip", role, rung: "supervisor" })),
        button(`assign-${role}`, t("override.assign"), () => {
            const responder = named();
            return responder ? { override: "assign", role, responder } : null;
        }),
        assignments.filter(({ state }) => live.has(state)).map(({ number, responder }) =>
            button(`down-${number}`,
                t("override.standDown", { name: context.people.name(responder) }),
                () => ({ override: "standDown", number }))));
}

function send(text, words, content, context) {
    const reason = text.value.trim();
    if (!reason) {
        text.setCustomValidity(t("override.missing"));
        text.reportValidity();
        return;
    }
    if (content) {
        const incident = context.shown();
        const body = { ...content, text: reason };
        perform(new Command({ words, incident, path: "override", body }), context);
    }
}
