// The chosen incident. Each section is drawn anew only when what it shows has changed, and its
// fields keep what the operator is typing.

import { Problem, read } from "../api.js";
import { serverNow } from "../clock.js";
import { byId, h, renderInto, setText } from "../dom.js";
import { clock, moment } from "../format.js";
import { pick, t } from "../i18n.js";
import { urgencyMark, urgencyWord } from "../icons.js";
import { actionButtons } from "./actions.js";
import { decisionSection } from "./decision.js";
import { duplicatesSection, joinOrPart } from "./duplicates.js";
import { limitClock, nextLimit } from "./limits.js";
import { boundarySection, mediationSection } from "./mediation.js";
import { ordersSection } from "./orders.js";
import { rolesSection } from "./roles.js";
import { timelineSection } from "./timeline.js";

/** Shows one incident, or that none is chosen. */
export class Detail {
    #context;
    #incident = null;
    #timeline = [];
    #proposals = [];
    #reading = 0;
    // Notes that were begun and not yet sent, by incident: looking elsewhere loses none.
    #notes = new Map();

    constructor(context) {
        this.#context = context;
    }

    /** The id of the incident that is shown, or null. */
    get id() {
        return this.#incident?.id ?? null;
    }

    /** The incident as it is shown. */
    get incident() {
        return this.#incident;
    }

    /** Opens an incident: what is known at once, the rest when it has been read. */
    async open(id, known) {
        this.#keepNote();
        this.#incident = known ?? null;
        this.#timeline = [];
        this.#proposals = [];
        byId("note").value = this.#notes.get(id) ?? "";
        byId("incident-scroll").scrollTop = 0;
        setText(byId("incident-message"), "");
        this.draw();
        await this.refresh(id);
    }

    #keepNote() {
        if (this.id) {
            this.#notes.set(this.id, byId("note").value);
        }
    }

    /** Reads the incident and its timeline anew. */
    async refresh(id = this.id) {
        this.#reading += 1;
        const thisReading = this.#reading;
        try {
            const [incident, timeline] = await Promise.all([
                read(`/incidents/${id}`), read(`/incidents/${id}/timeline`),
            ]);
            if (thisReading === this.#reading) {
                this.#incident = incident;
                this.#timeline = timeline.items;
                this.draw();
            }
            // What is likely the same is worth knowing, and nothing waits for it.
            const proposals = await read(`/incidents/${id}/duplicates`);
            if (thisReading === this.#reading) {
                this.#proposals = proposals.items;
                this.draw();
            }
        } catch (error) {
            this.#showFailure(error, thisReading);
        }
    }

    #showFailure(error, reading) {
        if (reading === this.#reading) {
            const why = error instanceof Problem ? error.words : t("error.unreachable");
            setText(byId("incident-message"), t("incident.failed", { why }));
        }
    }

    /** Joins the incident to what it is likely the same as, or parts it where it is joined. */
    joinOrPart() {
        joinOrPart(this.#incident, this.#proposals, this.#context);
    }

    /** Takes over a document of this incident that arrived by another way. */
    take(incident) {
        if (incident.id === this.id && incident.version > this.#incident.version) {
            const { personal, agreement } = this.#incident;
            this.#incident = { ...incident, personal, agreement };
            this.draw();
            this.refresh();
        }
    }

    /** Draws every section that has changed. */
    draw() {
        const incident = this.#incident;
        byId("incident-none").hidden = incident !== null;
        byId("incident-body").hidden = incident === null;
        byId("incident-foot").hidden = incident === null;
        if (!incident) {
            return;
        }
        const context = this.#context;
        const base = [document.documentElement.lang, incident.id];
        renderInto(byId("incident-head"), [...base, incident.stage, incident.severity,
            context.areasRead()], () => head(incident, context.county()));
        renderInto(byId("incident-duplicates"), [...base, incident.version, this.#proposals],
            () => duplicatesSection(incident, this.#proposals, context));
        renderInto(byId("incident-boundary"), [...base, incident.boundary, incident.version,
            context.areasRead()], () => boundarySection(incident, context));
        renderInto(byId("incident-mediation"), [...base, incident.stage, incident.mediation,
            incident.agreement], () => mediationSection(incident, context));
        renderInto(byId("incident-personal"), [...base, incident.personal ?? null],
            () => personal(incident, context.county()));
        renderInto(byId("incident-roles"),
            [...base, incident.version, context.people.version],
            () => rolesSection(incident, context));
        renderInto(byId("incident-orders"), [...base, incident.stage, incident.requiredRoles,
            incident.deadlines.map(({ kind }) => kind)], () => ordersSection(incident, context));
        renderInto(byId("incident-why"), [...base, incident.decision ?? null],
            () => decisionSection(incident, context.county()));
        renderInto(byId("incident-timeline"), [...base, this.#timeline.length],
            () => timelineSection(this.#timeline, incident.id));
        renderInto(byId("incident-actions"), [...base, incident.stage],
            () => actionButtons(incident, context));
        this.paintClocks();
    }

    /** Paints the three clocks; called each second. */
    paintClocks() {
        const incident = this.#incident;
        if (incident) {
            paintSince(incident);
            paintNext(incident);
            paintFull(incident);
        }
    }
}

function head(incident, county) {
    const number = t("place.number", {
        township: county.townshipName(incident.township), number: incident.number,
    });
    const facts = [t(`stage.${incident.stage}`), number,
        t("incident.source", { source: t(`source.${incident.source}`) })];
    return [
        h("h2", { tabindex: "-1", id: "incident-title" },
            urgencyMark(incident.severity), county.categoryTitle(incident.category)),
        incident.exercise ? h("p", { class: "exercise" }, t("exercise.all")) : null,
        h("p", { class: "incident-place" }, county.placeName(incident.grid)),
        h("p", { class: "second" }, [urgencyWord(incident.severity), ...facts].join(" · ")),
        h("p", { class: "second" }, times(incident)),
    ];
}

// Both times where they differ: a report may come late from a place without network.
function times({ occurredAt, acceptedAt }) {
    const [occurred, accepted] = [moment(occurredAt), moment(acceptedAt)];
    return occurred === accepted
        ? t("incident.acceptedAt", { accepted })
        : t("incident.reportedAt", { occurred, accepted });
}

function paintClock(id, label, value, isLate) {
    const element = byId(id);
    setText(element.querySelector(".label"), label);
    setText(element.querySelector("b"), value);
    element.classList.toggle("late", isLate);
}

function paintSince({ acceptedAt, closedAt }) {
    const end = closedAt ? Date.parse(closedAt) : serverNow();
    const seconds = (end - Date.parse(acceptedAt)) / 1000;
    paintClock("clock-since", t("clock.since"), clock(seconds), false);
}

function paintNext(incident) {
    const limit = nextLimit(incident);
    if (!limit) {
        paintClock("clock-next", t("clock.noNext"), "—", false);
        return;
    }
    const { text, isLate } = limitClock(limit);
    paintClock("clock-next", t("clock.next", { what: t(`deadline.${limit.kind}`) }), text, isLate);
}

function paintFull(incident) {
    const { fullAssignment, deadlines } = incident;
    const limit = deadlines.find(({ kind }) => kind === "arrive");
    if (fullAssignment) {
        paintClock("clock-full", t("clock.fullDone"), clock(fullAssignment.seconds), false);
    } else if (limit) {
        const { text, isLate } = limitClock(limit);
        paintClock("clock-full", t("clock.full"), text, isLate);
    } else {
        paintClock("clock-full", t("clock.fullNone"), "—", false);
    }
}

function personal(incident, county) {
    const content = incident.personal;
    if (content === undefined) {
        return [];
    }
    if (content === null) {
        return [h("h3", {}, t("personal.title")), h("p", {}, t("personal.forgotten"))];
    }
    const { text, name, contact, address } = content;
    const who = [address, name, contact].filter(Boolean).join(" · ");
    return [
        h("h3", {}, t("personal.title")),
        h("p", { class: "reported" }, text || t("personal.none")),
        who ? h("p", {}, who) : null,
        ...answers(incident, county),
        h("p", { class: "second" }, t("personal.reason", { why: t("personal.why") })),
    ];
}

function answers(incident, county) {
    const questions = county.category(incident.category)?.questions ?? [];
    return Object.entries(incident.answers ?? {}).map(([name, isTrue]) => {
        const question = pick(questions.find((each) => each.name === name)?.text) || name;
        return h("p", {}, t(isTrue ? "answers.yes" : "answers.no", { question }));
    });
}
