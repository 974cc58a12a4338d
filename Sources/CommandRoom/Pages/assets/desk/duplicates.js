// What is likely the same matter, with the reason, and what is joined already.

import { h } from "../dom.js";
import { pick, t } from "../i18n.js";
import { perform } from "./actions.js";
import { Command } from "./command.js";

/** Makes the section of one incident: proposals to join, or what it is joined to. */
export function duplicatesSection(incident, proposals, context) {
    const parts = [...joinedParts(incident, context), ...proposals.map(
        (proposal, index) => proposalLine(proposal, index, incident, context))];
    return parts.length === 0 ? [] : h("div", { class: "notice stack", id: "duplicates" }, parts);
}

/** Joins the incident as the first proposal says, or parts it where it is joined. */
export function joinOrPart(incident, proposals, context) {
    if (incident?.stage === "joined") {
        part(incident, context);
    } else if (proposals.length > 0) {
        join(proposals[0], incident, context);
    }
}

function joinedParts(incident, context) {
    const parts = [];
    if (incident.joinedInto) {
        parts.push(h("p", {}, t("join.into"), " ", openButton(incident.joinedInto, context), " ",
            h("button", { id: "part", onclick: () => part(incident, context) }, t("join.part"))));
    }
    if (incident.joined?.length > 0) {
        parts.push(h("p", {}, t("join.joined", { n: incident.joined.length }), " ",
            incident.joined.map((id) => openButton(id, context))));
    }
    return parts;
}

function proposalLine(proposal, index, incident, context) {
    const { incident: id, reason } = proposal;
    return h("div", { class: "stack" },
        h("p", {}, h("b", {}, t("join.likely")), " ", openButton(id, context, proposal.number),
            h("br"), h("span", { class: "second" }, pick(reason))),
        h("button", {
            "data-join": id, onclick: () => join(proposal, incident, context),
        }, t(proposal.from === incident.id ? "join.this" : "join.other"),
        index === 0 ? [" ", h("kbd", {}, "M")] : null));
}

function openButton(id, context, number = context.incident(id)?.number) {
    return h("button", { class: "plain", onclick: () => context.open(id) },
        number ? t("join.number", { number }) : t("join.open"));
}

// The command is about whichever of the two is joined; its version is known to the desk.
function join({ from, into }, incident, context) {
    const joined = from === incident.id ? incident : context.incident(from);
    if (joined) {
        perform(new Command({
            words: t("join.do"), incident: joined, path: "join", body: { into },
        }), context);
    }
}

function part(incident, context) {
    perform(new Command({ words: t("join.part"), incident, path: "part", body: {} }), context);
}
