// What may be decided about an incident beside its next step: one form at a time, of those that the
// stage allows. The server decides what is allowed; this table only spares useless offers.

import { serverNow } from "../clock.js";
import { h } from "../dom.js";
import { localInput, localMoment } from "../format.js";
import { pick, t } from "../i18n.js";
import { kept } from "../kept.js";
import { photoField } from "../photos.js";
import { perform } from "./actions.js";
import { Command } from "./command.js";

const working = ["dispatching", "disposing"];
const open = ["reported", ...working, "disposed", "checked", "suspended"];
const hourMs = 3_600_000;

// `fields` name what the body needs; a name with `?` may be left empty.
const orders = [
    { path: "supervise", stages: open, fields: ["text?"] },
    { path: "extend", stages: open.filter((stage) => stage !== "suspended"),
        fields: ["kind", "to", "text"] },
    { path: "suspend", stages: working, fields: ["until", "text"] },
    { path: "resume", stages: ["suspended"], fields: ["text?"] },
    { path: "verify", stages: ["reported"], fields: ["finding", "text?"] },
    { path: "reject", stages: ["reported"], fields: ["text"] },
    { path: "settle", stages: ["reported", "dispatching"], fields: ["text", "photos?"] },
    { path: "rework", stages: ["disposed", "checked"], fields: ["roles", "text"] },
    { path: "call-back", stages: ["disposed", "checked", "joined"], fields: ["result", "text?"] },
    { path: "appeal", stages: ["rejected", "checked"], fields: ["text"],
        also: ({ followUp }) => followUp?.appealBy && Date.parse(followUp.appealBy) > serverNow() },
    { path: "return", stages: [...working, "disposed"], fields: ["text"] },
    { path: "join", stages: ["reported", ...working], fields: ["into"] },
    { path: "part", stages: ["joined"], fields: ["text?"] },
    { path: "void", stages: [...open, "rejected"], fields: ["text"] },
];

let chosen = "";

/** Makes the section of one incident: which decision, what it needs, and the button. */
export function ordersSection(incident, context) {
    const allowed = orders.filter(({ stages, also }) =>
        stages.includes(incident.stage) || also?.(incident));
    if (allowed.length === 0) {
        return [];
    }
    const order = allowed.find(({ path }) => path === chosen) ?? allowed[0];
    const choice = h("select", { "data-key": "order", "aria-label": t("orders.which") },
        allowed.map(({ path }) => h("option", { value: path, selected: path === order.path },
            t(`orders.${path}`))));
    const form = h("div", { class: "stack", id: "order-form" });
    const show = () => {
        // What was put back may not be allowed any more.
        choice.value ||= order.path;
        chosen = choice.value;
        form.replaceChildren(
            ...orderForm(allowed.find(({ path }) => path === chosen), incident, context));
    };
    choice.addEventListener("change", show);
    // The choice is put back after a redraw, without an event.
    queueMicrotask(show);
    return h("details", { "data-key": "orders" },
        h("summary", {}, t("orders.title")), h("div", { class: "stack" }, choice, form));
}

function orderForm({ path, fields }, incident, context) {
    const inputs = fields.map((name) => [name.replace("?", ""), field(name, incident, context)]);
    const send = () => {
        const body = {};
        for (const [name, element] of inputs.filter(([name]) => name !== "photos")) {
            const input = element.querySelector("input, select, textarea");
            if (!input.reportValidity()) {
                return;
            }
            const value = valueOf(name, element);
            if (value !== "" && value !== undefined) {
                body[name] = value;
            }
        }
        const words = t(`orders.${path}`);
        const photos = inputs.find(([name]) => name === "photos")?.[1].blobs() ?? [];
        perform(
            new Command({ words, incident: context.shown(), path, body, photos }), context);
    };
    return [...inputs.map(([, field]) => field.element ?? field),
        h("button", { "data-order": path, onclick: send }, t(`orders.${path}`))];
}

function valueOf(name, element) {
    if (name === "roles") {
        return [...element.querySelectorAll("input:checked")].map(({ value }) => value);
    }
    const { value } = element.querySelector("input, select, textarea");
    return name === "until" || name === "to" ? localMoment(value) : value.trim();
}

function field(written, incident, context) {
    const isOptional = written.endsWith("?");
    const name = written.replace("?", "");
    const label = (input) => h("label", { class: "stack" },
        h("span", {}, t(isOptional ? "orders.textOptional" : `orders.field.${name}`)), input);
    switch (name) {
    case "kind": return label(choices(name, incident.deadlines.map(({ kind }) => kind)
        .filter((kind) => kind !== "fill"), (kind) => t(`deadline.${kind}`)));
    case "finding": return label(choices(name, ["holds", "unfounded"], wordsOf("orders.finding")));
    case "result": return label(choices(name, ["satisfied", "dissatisfied", "unreachable"],
        wordsOf("orders.result")));
    case "into": return label(choices(name, candidates(incident, context).map(({ id }) => id),
        (id) => numberOf(context.incident(id), context)));
    case "until": case "to": return label(h("input", {
        type: "datetime-local", required: true, "data-key": `order-${name}`,
        value: localInput(serverNow() + 24 * hourMs),
    }));
    case "roles": return roleBoxes(incident, context);
    case "photos": return kept(`settle ${incident.id}`, photoField);
    default: return label(h("textarea", {
        rows: 2, maxlength: 4000, required: !isOptional, "data-key": "order-text",
    }));
    }
}

function wordsOf(prefix) {
    return (value) => t(`${prefix}.${value}`);
}

function choices(name, values, words) {
    return h("select", { required: true, "data-key": `order-${name}` },
        values.map((value) => h("option", { value }, words(value))));
}

function candidates(incident, context) {
    return context.incidents().filter(({ id, township, stage }) => id !== incident.id
        && township === incident.township && open.includes(stage));
}

function numberOf(incident, context) {
    return t("orders.number", {
        number: incident.number, category: context.county().categoryTitle(incident.category),
    });
}

function roleBoxes(incident, context) {
    const { roles } = context.county();
    return h("fieldset", {}, h("legend", {}, t("orders.field.roles")),
        roles.map(({ id, title }) => h("label", { class: "check" },
            h("input", {
                type: "checkbox", value: id, checked: incident.requiredRoles.includes(id),
                "data-key": `order-role-${id}`,
            }), h("span", {}, pick(title)))));
}
