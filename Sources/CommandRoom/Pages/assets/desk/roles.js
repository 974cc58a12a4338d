// Who was asked, why, how far they are, and what the operator can do about it: ask another, do
// without, or record a step for somebody who is on the telephone.

import { h } from "../dom.js";
import { clockTime, distance } from "../format.js";
import { list, pick, t } from "../i18n.js";
import { perform } from "./actions.js";
import { Command } from "./command.js";
import { overrideRow } from "./overrides.js";

const nextStepOf = {
    requested: ["acknowledge", "depart", "arrive"], notified: ["acknowledge", "depart", "arrive"],
    acknowledged: ["depart", "arrive"], enRoute: ["arrive"], onScene: ["finish"],
    timedOut: ["acknowledge"],
};
const mayDecline = new Set(["requested", "notified", "acknowledged", "enRoute"]);
const declineReasons = ["busy", "tooFar", "unwell", "unsuitable", "unreachable", "other"];
const timeOf = [
    "doneAt", "onSceneAt", "enRouteAt", "acknowledgedAt", "notifiedAt", "requestedAt",
];
const openStages = new Set(["dispatching", "disposing", "disposed"]);

/** Makes the section of one incident. */
export function rolesSection(incident, context) {
    const heading = h("h3", {}, t("roles.title"));
    if (incident.stage === "reported") {
        return [heading, h("p", { class: "second" }, t("roles.none"))];
    }
    const roles = [...new Set([
        ...incident.requiredRoles, ...incident.assignments.map(({ role }) => role),
    ])];
    return [heading, ...roles.map((role) => roleBlock(role, incident, context)),
        openStages.has(incident.stage) ? moreRoles(roles, context) : null];
}

function roleBlock(role, incident, context) {
    const assignments = incident.assignments.filter((each) => each.role === role).reverse();
    return h("section", { class: "role", "aria-label": context.county().roleTitle(role) },
        h("h4", {}, context.county().roleTitle(role), " ",
            h("span", { class: "second" }, t(`roles.${kindOf(role, incident)}`))),
        incident.unfilledRoles.includes(role)
            ? h("p", { class: "late" }, t("roles.unfilled")) : null,
        h("ul", { role: "list" }, assignments.map((each) => assignmentLine(each, context))),
        openStages.has(incident.stage) ? roleActions(role, assignments, incident, context) : null);
}

function kindOf(role, { requiredRoles, decision }) {
    if (requiredRoles.includes(role)) {
        return "required";
    }
    return decision?.roles.includes(role) ? "waived" : "extra";
}

function assignmentLine(assignment, { people }) {
    const at = timeOf.map((name) => assignment[name]).find(Boolean);
    return h("li", { "data-assignment": assignment.number, "data-state": assignment.state },
        h("b", {}, people.name(assignment.responder)), " ",
        h("span", {}, t(`state.${assignment.state}`)), " ",
        h("time", { datetime: at }, clockTime(at)),
        assignment.released ? [" ", h("span", { class: "second" },
            t(`released.${assignment.released.reason}`))] : null,
        h("br"), h("span", { class: "second" }, whyThisOne(assignment.reason)));
}

/** Why this responder was asked: the rung and what was weighed. */
function whyThisOne(reason) {
    const { rung, distanceMetres, travelSeconds, others, load } = reason;
    const more = [
        reason.level && t(`level.${reason.level}`),
        travelSeconds !== undefined
            && t("why.travel", { n: Math.max(1, Math.round(travelSeconds / 60)) }),
        distanceMetres !== undefined && distance(distanceMetres),
        t("roles.whyOthers", { n: others }), t("roles.whyLoad", { n: load }),
        reason.recentCalls && t("why.recent", { n: reason.recentCalls }),
        reason.missing && t("why.missing", { what: list(reason.missing) }),
        reason.standby && t("why.standby"),
        reason.shared && t("why.shared"),
        reason.calledFrom && t("why.calledFrom"),
    ];
    return t("roles.why", { rung: t(`rung.${rung}`), more: list(more.filter(Boolean)) });
}

function roleActions(role, assignments, incident, context) {
    const title = context.county().roleTitle(role);
    const named = namedResponder(role, context);
    return h("details", { "data-key": `actions-${role}` },
        h("summary", {}, t("roles.actions", { role: title })),
        ...assignments.map((assignment) => onBehalf(assignment, context)),
        h("div", { class: "action-row" }, commandButton({
            key: `next-${role}`, words: t("roles.next", { role: title }), path: "requests",
            body: () => ({ role }),
        }, context)),
        named.row,
        overrideRow(role, title, assignments, named.chosen, context),
        incident.requiredRoles.includes(role) ? waiver(role, title, context) : null);
}

/** A button that sends one command; `body` may return null when something is missing. */
function commandButton({ key, words, path, body }, context) {
    const onclick = () => {
        const content = body();
        if (content) {
            const incident = context.shown();
            perform(new Command({ words, incident, path, body: content }), context);
        }
    };
    return h("button", { "data-key": key, onclick }, words);
}

// The responder says it over the telephone, the operator records it.
function onBehalf({ number, responder, state }, context) {
    const name = context.people.name(responder);
    const steps = (nextStepOf[state] ?? []).map((step) => commandButton({
        key: `${step}-${number}`, path: `assignments/${number}/${step}`,
        words: t("roles.for", { name, step: t(`step.${step}`) }), body: () => ({}),
    }, context));
    return h("div", { class: "action-row" }, steps,
        mayDecline.has(state) ? declineFor(number, name, context) : null);
}

function declineFor(number, name, context) {
    const reason = h("select", {
        "data-key": `reason-${number}`, "aria-label": t("roles.forDecline", { name }),
    }, declineReasons.map((each) => h("option", { value: each }, t(`decline.${each}`))));
    return [reason, commandButton({
        key: `decline-${number}`, path: `assignments/${number}/decline`,
        words: t("roles.for", { name, step: t("step.decline") }),
        body: () => ({ reason: reason.value }),
    }, context)];
}

function namedResponder(role, context) {
    const candidates = context.people.withRole(role, context.shown());
    const choice = h("select", {
        "data-key": `named-${role}`, "aria-label": t("roles.named"),
    }, h("option", { value: "" }, t("roles.named")), candidates.map(({ id, name, onDuty }) =>
        h("option", { value: id }, onDuty ? pick(name) : t("roles.off", { name: pick(name) }))));
    const send = h("button", { "data-key": `send-${role}` });
    const update = () => {
        send.textContent = choice.value
            ? t("roles.send", { name: context.people.name(choice.value) })
            : t("roles.sendPick");
        send.disabled = !choice.value;
    };
    choice.addEventListener("change", update);
    // The choice is put back after a redraw, without an event.
    queueMicrotask(update);
    send.addEventListener("click", () => perform(new Command({
        words: t("roles.send", { name: context.people.name(choice.value) }),
        incident: context.shown(), path: "requests", body: { role, responder: choice.value },
    }), context));
    return { row: h("div", { class: "action-row" }, choice, send), chosen: () => choice.value };
}

function waiver(role, title, context) {
    const text = h("input", {
        type: "text", maxlength: 500, "data-key": `waive-text-${role}`,
        "aria-label": t("roles.waiveWhy"), placeholder: t("roles.waiveWhy"),
    });
    text.addEventListener("input", () => text.setCustomValidity(""));
    return h("div", { class: "action-row" }, text, commandButton({
        key: `waive-${role}`, words: t("roles.waive", { role: title }), path: "waivers",
        body: () => {
            if (text.value.trim()) {
                return { role, text: text.value.trim() };
            }
            text.setCustomValidity(t("roles.waiveMissing"));
            text.reportValidity();
            return null;
        },
    }, context));
}

function moreRoles(present, context) {
    const roles = context.county().roles.filter(({ id }) => !present.includes(id));
    if (roles.length === 0) {
        return null;
    }
    const choice = h("select", { "data-key": "more-role", "aria-label": t("roles.moreRole") },
        roles.map(({ id, title }) => h("option", { value: id }, pick(title))));
    return h("details", { "data-key": "more-roles" },
        h("summary", {}, t("roles.more")),
        h("div", { class: "action-row" }, choice, commandButton({
            key: "more-send", words: t("roles.moreSend"), path: "requests",
            body: () => ({ role: choice.value }),
        }, context)));
}
