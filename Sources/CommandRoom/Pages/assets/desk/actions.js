// What the operator does with the incident as a whole, and what became of it.

import { byId, h } from "../dom.js";
import { clockTime } from "../format.js";
import { pick, t } from "../i18n.js";
import { serverNow } from "../clock.js";
import { kept } from "../kept.js";
import { needsPhoto, photoField } from "../photos.js";
import { Command } from "./command.js";

const stepAtStage = { reported: "file", disposed: "check", checked: "close" };

/** The one step of the desk that is legal at this stage. */
export function actionButtons(incident, context) {
    const step = stepAtStage[incident.stage];
    if (!step) {
        return h("p", { class: "second" }, t("act.none"));
    }
    const photos = step === "check" && needsPhoto(context.county(), incident.category, "check")
        ? kept(`check ${incident.id}`, photoField) : null;
    const onclick = () => {
        const note = byId("note");
        const text = note.value.trim();
        perform(new Command({
            words: t(`act.${step}`), incident: context.shown(), path: step,
            body: text ? { text } : {}, photos: photos?.blobs() ?? [],
        }), context, { onDone: () => { note.value = ""; } });
    };
    const button = h("button", { class: "primary", "data-key": "step", "data-step": step, onclick },
        t(`act.${step}`));
    return photos ? [photos.element, button] : button;
}

/** Runs a command and says what became of it; `onDone` runs when it was done. */
export async function perform(command, context, { onDone = () => {} } = {}) {
    setBusy(true);
    const outcome = await command.run();
    setBusy(false);
    switch (outcome.kind) {
    case "done":
        onDone();
        context.take(outcome.incident);
        say(t("act.done", { what: command.words, time: clockTime(serverNow()) }));
        break;
    case "conflict":
        if (outcome.current) {
            context.take(outcome.current);
        }
        showConflict(command, outcome, context, onDone);
        break;
    case "refused":
        say(t("act.refused", { what: command.words, why: outcome.problem.words }), true);
        break;
    case "unreachable":
        showUnreachable(command, context, onDone);
    }
}

function setBusy(isBusy) {
    byId("incident").setAttribute("aria-busy", isBusy);
}

function say(words, isProblem = false) {
    show(isProblem, h("p", {}, words));
}

function show(isProblem, ...children) {
    const message = byId("incident-message");
    message.classList.toggle("problem", isProblem);
    message.replaceChildren(...children);
}

function showUnreachable(command, context, onDone) {
    const retry = () => perform(command, context, { onDone });
    show(true, h("p", {}, t("act.unreachable", { what: command.words })),
        h("button", { onclick: retry }, t("retry")), leaveButton());
}

function showConflict(command, { current, changes }, context, onDone) {
    const anyway = () => {
        command.rebase(current ?? context.shown());
        perform(command, context, { onDone });
    };
    show(true,
        h("p", {}, t("act.conflict", { what: command.words })),
        h("ul", { id: "conflict-changes" }, changes.map(({ occurredAt, text }) =>
            h("li", {}, h("time", { datetime: occurredAt }, clockTime(occurredAt)), " ",
                pick(text)))),
        h("button", { id: "anyway", onclick: anyway }, t("act.anyway", { what: command.words })),
        leaveButton());
}

function leaveButton() {
    return h("button", { class: "plain", onclick: () => show(false) }, t("cancel"));
}
