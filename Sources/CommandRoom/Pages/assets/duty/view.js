// The one live task, with the one button that leads on.

import { Problem } from "../api.js";
import { serverNow } from "../clock.js";
import { h, setText } from "../dom.js";
import { clock, moment } from "../format.js";
import { toWGS84 } from "../geo.js";
import { pick, t } from "../i18n.js";
import { urgencyMark, urgencyWord } from "../icons.js";
import { kept, release } from "../kept.js";
import { mediationForm } from "../mediation-form.js";
import { itemState } from "../outbox.js";
import { readAloudButton } from "../phone.js";
import { needsPhoto, photoField } from "../photos.js";
import { awaitsAnswer, canDecline, nextStep, openTasks, stateOf, taskKey } from "./task.js";

const telephone = /^[+\d][\d\s-]{4,}$/;

/** What the page depends on; clocks are painted apart. */
export function dutySignature({ tasks, outbox, chosen, details, names, followUps }) {
    return [
        document.documentElement.lang, document.documentElement.className, chosen,
        tasks.map((task) => [taskKey(task), task.version, stateOf(task, outbox)]),
        outbox.items.map(({ key, state }) => [key, state]),
        [...details].map(([id, detail]) => [id, detail.version]), names.size, followUps,
    ];
}

/** Makes the page of the task to do, or says that there is none. */
export function dutyView(context) {
    const tasks = openTasks(context.tasks, context.outbox);
    const task = tasks.find((each) => taskKey(each) === context.chosen) ?? tasks[0];
    const others = tasks.filter((each) => each !== task);
    return [
        ...refusals(context),
        ...(task ? taskParts(task, context) : emptyParts()),
        ...otherTasks(others, context),
        ...followUpParts(context),
    ];
}

function emptyParts() {
    return [
        h("h1", { tabindex: "-1" }, t("duty.none")),
        h("p", { class: "second" }, t("duty.noneHint")),
    ];
}

// A step that the server refused is told once, with its reason, until the person has read it.
function refusals({ outbox }) {
    return outbox.items
        .filter(({ about, state }) => about.kind === "step" && state === itemState.attention)
        .map((item) => {
            const problem = new Problem(item.problem.status, item.problem.document);
            return h("div", { class: "notice problem stack", role: "alert" },
                h("p", {}, t("duty.refused", { step: t(`step.${item.about.step}`) }), " ",
                    problem.words),
                h("button", { onclick: () => outbox.discard(item.key) }, t("duty.understood")));
        });
}

function taskParts(task, context) {
    const state = stateOf(task, context.outbox);
    const detail = context.details.get(task.id);
    const title = context.county.categoryTitle(task.category);
    const place = context.county.placeName(task.grid);
    return [
        h("div", { class: "row" }, urgencyMark(task.severity),
            h("b", {}, urgencyWord(task.severity)), h("span", {}, t(`state.${state}`))),
        h("h1", { tabindex: "-1" }, title),
        h("p", { class: "place" }, place),
        readAloudButton(`${title}。${place}`),
        clocks(task, state),
        waitingNotice(task, context),
        stepButton(task, state, context),
        what(task, detail, context),
        links(task, detail),
        h("h2", {}, t("duty.with")), companions(task, detail, context),
        ...categorySteps(task, context),
        state === "onScene" ? mediationPart(task, detail, context) : null,
        returnPart(task, context),
        canDecline(state) ? declineForm(task, context) : null,
    ];
}

// It is none of theirs, or was filed as something else: back to before the filing, with a reason.
function returnPart(task, { sendBack }) {
    return kept(`return ${task.id}`, () => {
        const words = h("textarea", { rows: 2, maxlength: 4000, required: true });
        const send = () => {
            if (words.reportValidity()) {
                release(`return ${task.id}`);
                sendBack(task, words.value.trim());
            }
        };
        return h("details", { id: "return" }, h("summary", {}, t("duty.return")),
            h("div", { class: "stack" },
                h("label", { class: "stack" }, h("span", {}, t("duty.returnWhy")), words),
                h("button", { class: "wide", "data-key": "returnSend", onclick: send },
                    t("duty.return"))));
    });
}

// What came of a mediation is recorded while the mediator is still there.
function mediationPart(task, detail, { sendMediation }) {
    const known = detail?.mediation ?? task.mediation;
    return h("details", { id: "mediation", "data-key": "mediation" },
        h("summary", {}, t("mediation.record")),
        known ? h("p", { class: "second" }, t(`mediation.${known.result}`)) : null,
        kept(`mediation ${task.id}`, () => mediationForm((body) => {
            release(`mediation ${task.id}`);
            sendMediation(task, body);
        })));
}

function followUpParts({ followUps, county, settleAct, outbox }) {
    const waiting = new Set(outbox.waiting.map(({ about }) => about.act).filter(Boolean));
    const items = followUps.filter(({ incident, act }) =>
        !waiting.has(`${incident}/${act.number}`));
    if (items.length === 0) {
        return [];
    }
    return [h("h2", {}, t("duty.followUps")),
        h("ul", { class: "cards", role: "list" }, items.map((item) => h("li", { class: "stack" },
            h("p", {}, h("b", {}, t(`act.kind.${item.act.kind}`)), " ",
                h("time", { datetime: item.act.limit, class: item.act.misses > 0 ? "late" : null },
                    moment(item.act.limit)),
                h("br"), county.categoryTitle(item.category), " · ", county.placeName(item.grid)),
            actButtons(item, settleAct))))];
}

function actButtons({ incident, act }, settleAct) {
    const words = h("input", {
        type: "text", maxlength: 500, placeholder: t("act.words"), "aria-label": t("act.words"),
        "data-key": `act-${incident}-${act.number}`,
    });
    words.addEventListener("input", () => words.setCustomValidity(""));
    const settle = (kept) => {
        const text = words.value.trim();
        words.setCustomValidity(kept || text ? "" : t("act.wordsMissing"));
        if (words.reportValidity()) {
            settleAct(incident, act.number, text ? { kept, text } : { kept });
        }
    };
    return [words, h("div", { class: "row" },
        h("button", { onclick: () => settle(true) }, t("act.kept")),
        h("button", { onclick: () => settle(false) }, t("act.broken")))];
}

function clocks(task, state) {
    const limit = limitOf(task, state);
    return h("div", { class: "clocks" },
        h("p", { class: "clock" }, t("duty.since"),
            h("b", { "data-since": task.acceptedAt })),
        limit ? h("p", { class: "clock" }, t("duty.left", { what: t(`deadline.${limit.kind}`) }),
            h("b", { "data-until": limit.due })) : null);
}

function limitOf(task, state) {
    if (awaitsAnswer(state) && task.assignment.acknowledgeBy) {
        return { kind: "answer", due: task.assignment.acknowledgeBy };
    }
    const kind = state === "onScene" ? "settle" : "arrive";
    return task.deadlines?.find((deadline) => deadline.kind === kind);
}

/** Paints the clocks; called each second. */
export function paintClocks(root) {
    for (const element of root.querySelectorAll("[data-since]")) {
        setText(element, clock((serverNow() - Date.parse(element.dataset.since)) / 1000));
    }
    for (const element of root.querySelectorAll("[data-until]")) {
        const seconds = (Date.parse(element.dataset.until) - serverNow()) / 1000;
        const text = clock(Math.abs(seconds));
        setText(element, seconds < 0 ? t("deadline.late", { time: text }) : text);
        element.parentElement.classList.toggle("late", seconds < 0);
    }
}

function waitingNotice(task, { outbox }) {
    const waiting = outbox.waiting.filter(({ about }) => about.task === taskKey(task)).at(-1);
    return waiting ? h("p", { class: "notice", role: "status" },
        t("duty.saved", { step: t(`step.${waiting.about.step}`) })) : null;
}

function stepButton(task, state, { takeStep, county }) {
    const step = nextStep(state);
    if (!step) {
        return null;
    }
    const outcome = h("textarea", { rows: 2, maxlength: 4000, "data-key": "outcome" });
    const photos = step === "finish" ? kept(`photos ${taskKey(task)}`, photoField) : null;
    const problem = h("p", { class: "notice problem", role: "alert", hidden: true },
        t("photos.needed"));
    const onclick = ({ currentTarget }) => {
        const blobs = photos?.blobs() ?? [];
        problem.hidden = step !== "finish" || blobs.length > 0
            || !needsPhoto(county, task.category, "finish");
        if (!problem.hidden) {
            return;
        }
        // Two taps are one step.
        currentTarget.disabled = true;
        takeStep(task, step, step === "finish" ? { text: outcome.value.trim() } : {}, blobs);
    };
    const attributes = {
        class: "primary wide step", "data-key": "step", "data-step": step, onclick,
    };
    return h("div", { class: "stack" },
        step === "finish"
            ? h("label", { class: "stack" }, h("span", {}, t("duty.finishText")), outcome) : null,
        photos?.element ?? null, problem,
        h("button", attributes, t(`step.${step}`)));
}

function what(task, detail, { county }) {
    if (!detail) {
        return h("p", { class: "second" }, t("duty.unread"));
    }
    if (!detail.personal) {
        return h("p", { class: "second" }, t("duty.forgotten"));
    }
    const { text, name, address } = detail.personal;
    const why = t("duty.why", { role: county.roleTitle(task.assignment.role) });
    return h("div", { class: "stack" },
        text ? h("p", {}, text) : null,
        address || name ? h("p", {}, [address, name].filter(Boolean).join(" · ")) : null,
        h("p", { class: "second" }, t("why.seen", { why })));
}

function links({ position }, detail) {
    const contact = detail?.personal?.contact?.trim() ?? "";
    const place = position ? toWGS84(position) : null;
    const parts = [
        place ? h("a", {
            class: "button-link",
            href: `geo:${place.latitude.toFixed(6)},${place.longitude.toFixed(6)}`,
        }, t("duty.navigate")) : null,
        telephone.test(contact) ? h("a", {
            class: "button-link", href: `tel:${contact.replace(/[\s-]/g, "")}`,
        }, t("duty.call", { number: contact })) : null,
    ];
    return h("p", { class: "row" }, parts);
}

function companions(task, detail, { county, names }) {
    const others = (detail?.assignments ?? []).filter(({ number, state }) =>
        number !== task.assignment.number && !["released", "declined", "timedOut"].includes(state));
    if (others.length === 0) {
        return h("p", {}, t("duty.alone"));
    }
    return h("ul", { role: "list", class: "progress" }, others.map(({ role, responder, state }) =>
        h("li", {}, t("with.them", {
            role: county.roleTitle(role), name: pick(names.get(responder)) || "",
            state: t(`state.${state}`),
        }))));
}

function categorySteps(task, { county }) {
    const steps = county.category(task.category)?.steps ?? [];
    if (steps.length === 0) {
        return [];
    }
    return [h("h2", {}, t("duty.steps")),
        h("ol", { class: "steps" }, steps.map((step) => h("li", {}, pick(step))))];
}

function declineForm(task, { takeStep }) {
    const reasons = ["busy", "tooFar", "unwell", "unsuitable", "other"];
    const reason = h("select", { name: "reason", "data-key": "reason" }, reasons.map((each) =>
        h("option", { value: each }, t(`decline.${each}`))));
    const text = h("input", { type: "text", maxlength: 500, "data-key": "declineText" });
    const onclick = () => takeStep(task, "decline",
        { reason: reason.value, text: text.value.trim() });
    return h("details", { id: "decline", "data-key": "decline" },
        h("summary", {}, t("duty.decline")),
        h("div", { class: "stack" },
            h("label", { class: "stack" }, h("span", {}, t("duty.declineWhy")), reason),
            h("label", { class: "stack" }, h("span", {}, t("duty.declineText")), text),
            h("button", { class: "wide", "data-key": "declineSend", onclick },
                t("duty.declineSend"))));
}

function otherTasks(tasks, { county, outbox, chooseTask }) {
    if (tasks.length === 0) {
        return [];
    }
    const unanswered = tasks.filter((task) => awaitsAnswer(stateOf(task, outbox))).length;
    const cards = tasks.map((task) => h("li", {}, h("button", {
        class: "card wide", "data-key": taskKey(task), onclick: () => chooseTask(taskKey(task)),
    }, h("strong", {}, county.categoryTitle(task.category)), county.placeName(task.grid), " · ",
    t(`state.${stateOf(task, outbox)}`))));
    return [
        h("h2", {}, t("duty.others")),
        unanswered > 0
            ? h("p", { class: "notice" }, t("duty.answerOther", { n: unanswered })) : null,
        h("ul", { class: "cards", role: "list" }, cards),
    ];
}
