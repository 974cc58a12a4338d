// The third page: one sentence, and the button that sends.

import { h } from "../dom.js";
import { pick, t } from "../i18n.js";
import { needsPhoto, photoField } from "../photos.js";
import { serverNow } from "../clock.js";
import { positionBody } from "../position.js";
import { debounced } from "../timing.js";
import { changeDraft, currentDraft, dropDraft } from "./draft.js";
import { workerActor } from "./profile.js";

const textLimit = 4000;
const minutesAgoChoices = [0, 5, 15, 30, 60, 120];
const saveAfterMs = 250;
const answerPrefix = "answer-";

/** Makes the page. */
export function sayView(context) {
    const draft = currentDraft();
    const photos = photoField();
    const form = h("form", { class: "stack", novalidate: true },
        textField(draft), ...questions(context.county, draft), photos.element, more(draft),
        h("p", { id: "say-problem", class: "notice problem", role: "alert", hidden: true }),
        h("div", { class: "foot" },
            h("button", { class: "primary wide", id: "send" }, t("say.send"))));
    form.addEventListener("input", debounced(saveAfterMs, () => changeDraft(fieldsOf(form))));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        send(form, context, photos.blobs());
    });
    return [
        context.backLink("#where"),
        h("h1", { tabindex: "-1" }, t("say.title")),
        summary(context.county, draft),
        form,
    ];
}

function summary(county, { category, grid }) {
    return h("p", {}, h("b", {}, county.categoryTitle(category)), " · ",
        county.placeName(grid), " ",
        h("a", { href: "#where", class: "button-link" }, t("say.change")));
}

function textField(draft) {
    const field = h("textarea", {
        id: "text", name: "text", rows: 2, maxlength: textLimit, "aria-describedby": "text-hint",
    });
    field.value = draft.text;
    return h("div", { class: "stack" },
        h("label", { for: "text" }, t("say.text")), field,
        h("p", { id: "text-hint", class: "second" }, t("say.hint")));
}

function questions(county, draft) {
    const all = county.category(draft.category)?.questions ?? [];
    if (all.length === 0) {
        return [];
    }
    const boxes = all.map(({ name, text }) => {
        const box = h("input", { type: "checkbox", name: answerPrefix + name });
        box.checked = draft.answers[name] === true;
        return h("label", { class: "check" }, box, h("span", {}, pick(text)));
    });
    return [h("fieldset", { class: "stack" }, h("legend", {}, t("say.questions")), boxes)];
}

function more(draft) {
    return h("details", {}, h("summary", {}, t("say.more")),
        h("div", { class: "stack" },
            labelled("say.when", whenField(draft)),
            labelled("say.address", textInput("address", draft, 500)),
            labelled("say.name", textInput("name", draft, 200)),
            labelled("say.contact", textInput("contact", draft, 200, "tel"))));
}

function labelled(key, field) {
    return h("label", { class: "stack" }, h("span", {}, t(key)), field);
}

function textInput(name, draft, limit, type = "text") {
    const field = h("input", { type, name, maxlength: limit, autocomplete: "off" });
    field.value = draft[name] ?? "";
    return field;
}

function whenField(draft) {
    const field = h("select", { name: "minutesAgo" }, minutesAgoChoices.map((minutes) =>
        h("option", { value: minutes },
            minutes === 0 ? t("say.now") : t("say.minutes", { n: minutes }))));
    field.value = String(draft.minutesAgo);
    return field;
}

function fieldsOf(form) {
    const data = new FormData(form);
    const answers = {};
    for (const name of data.keys()) {
        if (name.startsWith(answerPrefix)) {
            answers[name.slice(answerPrefix.length)] = true;
        }
    }
    return {
        answers,
        text: data.get("text"),
        minutesAgo: Number(data.get("minutesAgo")),
        address: data.get("address"), name: data.get("name"), contact: data.get("contact"),
    };
}

async function send(form, context, photos) {
    const button = form.querySelector("#send");
    // A second tap must not make a second report.
    if (button.disabled) {
        return;
    }
    if (photos.length === 0 && needsPhoto(context.county, currentDraft().category, "report")) {
        showProblem(form, t("photos.needed"));
        return;
    }
    button.disabled = true;
    await changeDraft(fieldsOf(form));
    const draft = currentDraft();
    const body = reportBody(draft, context.position.found);
    const about = { kind: "report", category: draft.category, grid: draft.grid,
        at: body.occurredAt, draft };
    try {
        const item = await context.outbox.add({
            path: "/reports", body, actor: workerActor(), about, photos,
        });
        await dropDraft();
        context.replace(`#mine/${item.key}`);
    } catch {
        showProblem(form, t("storage.full"));
        button.disabled = false;
    }
}

function showProblem(form, words) {
    const problem = form.querySelector("#say-problem");
    problem.textContent = words;
    problem.hidden = false;
}

/** The report as the API takes it; what was not said is left out. */
function reportBody(draft, position) {
    const body = {
        category: draft.category, grid: draft.grid, source: "worker",
        occurredAt: new Date(serverNow() - draft.minutesAgo * 60_000).toISOString(),
    };
    if (Object.keys(draft.answers).length > 0) {
        body.answers = draft.answers;
    }
    if (position) {
        body.position = positionBody(position);
    }
    for (const name of ["text", "address", "name", "contact"]) {
        const value = draft[name]?.trim();
        if (value) {
            body[name] = value;
        }
    }
    return body;
}
