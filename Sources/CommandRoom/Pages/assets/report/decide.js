// What the person who reported may still decide: that it is settled on the spot, or an appeal.

import { Problem, newKey, post, upload } from "../api.js";
import { serverNow } from "../clock.js";
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { kept, release } from "../kept.js";
import { needsPhoto, photoField } from "../photos.js";
import { workerActor } from "./profile.js";

/** Makes the forms that the incident's stage allows; `onDone` is given the incident after it. */
export function decisions(incident, county, onDone) {
    const mayAppeal = ["rejected", "checked"].includes(incident.stage)
        || Date.parse(incident.followUp?.appealBy) > serverNow();
    return [
        ["reported", "dispatching"].includes(incident.stage)
            ? decision("settle", incident, county, onDone) : null,
        mayAppeal ? decision("appeal", incident, county, onDone) : null,
    ];
}

function decision(path, incident, county, onDone) {
    return kept(`${path} ${incident.id}`, () => makeForm(path, incident, county, onDone));
}

function makeForm(path, incident, county, onDone) {
    const words = h("textarea", { rows: 2, maxlength: 4000, required: true });
    const photos = path === "settle" ? photoField() : null;
    const problem = h("p", { class: "notice problem", role: "alert", hidden: true });
    const say = (text) => {
        problem.textContent = text;
        problem.hidden = !text;
    };
    // The same key as long as it is the same decision: two taps are one.
    const key = newKey();
    let body = null;
    const send = async () => {
        if (!words.reportValidity()) {
            return;
        }
        const blobs = photos?.blobs() ?? [];
        if (photos && blobs.length === 0 && needsPhoto(county, incident.category, path)) {
            say(t("photos.needed"));
            return;
        }
        say("");
        try {
            body ??= JSON.stringify({ text: words.value.trim(), ...await sent(blobs) });
            const { body: after } = await post(`/incidents/${incident.id}/${path}`, body, {
                key, actor: workerActor(),
            });
            release(`${path} ${incident.id}`);
            onDone(after);
        } catch (error) {
            say(error instanceof Problem ? error.words : t("error.unreachable"));
            if (error instanceof Problem && !error.isTemporary) {
                release(`${path} ${incident.id}`);
            }
        }
    };
    return h("details", { "data-decision": path },
        h("summary", {}, t(`mine.${path}`)),
        h("div", { class: "stack" },
            h("label", { class: "stack" }, h("span", {}, t(`mine.${path}Why`)), words),
            photos?.element ?? null, problem,
            h("button", { class: "wide", onclick: send }, t(`mine.${path}`))));
}

async function sent(blobs) {
    const attachments = [];
    for (const blob of blobs) {
        attachments.push(await upload(blob));
    }
    return attachments.length > 0 ? { attachments } : {};
}
