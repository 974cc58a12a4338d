// The roster: who is on duty until when, the changes that were ordered, and ordering one.

import { newKey, post, Problem, read } from "../api.js";
import { serverNow } from "../clock.js";
import { byId, h } from "../dom.js";
import { clockTime } from "../format.js";
import { list, pick, t } from "../i18n.js";
import { operatorActor } from "./command.js";

const duties = ["onDuty", "standby", "offDuty"];
const kinds = ["leave", "swap", "extra", "standby", "signOn", "signOff"];
const reasons = ["leave", "training", "business", "exchange", "reinforcement", "handover", "other"];
const shownAtMost = 200;

/** Lets the button of the desk open the roster of the township that is filtered by. */
export function startRoster(context) {
    byId("roster").addEventListener("click", () => {
        byId("roster-dialog").showModal();
        new Roster(context).show();
    });
}

class Roster {
    #context;
    #place = byId("roster-body");
    #role;
    #duty;
    #rows = h("div", { class: "table", tabindex: 0, role: "region" });
    #changes = h("div", {});
    #form = h("div", {});
    #message = h("p", { role: "status" });

    constructor(context) {
        this.#context = context;
        const refresh = { onchange: () => this.#read() };
        this.#role = h("select", refresh, h("option", { value: "" }, t("roster.anyRole")),
            context.county().roles.map(({ id, title }) =>
                h("option", { value: id }, pick(title))));
        this.#duty = h("select", refresh, h("option", { value: "" }, t("roster.anyDuty")),
            duties.map((duty) => h("option", { value: duty }, t(`duty.${duty}`))));
        this.#duty.value = "onDuty";
    }

    show() {
        this.#rows.setAttribute("aria-label", t("roster.title"));
        this.#place.replaceChildren(
            h("div", { class: "action-row" },
                h("label", {}, t("roster.role"), " ", this.#role),
                h("label", {}, t("roster.duty"), " ", this.#duty)),
            this.#message, this.#rows,
            h("h3", {}, t("roster.changes")), this.#changes,
            h("h3", {}, t("roster.change")), this.#form);
        this.#read();
    }

    async #read() {
        const within = byId("filter-township").value;
        try {
            const [{ items }, changes, everybody] = await Promise.all([
                read("/roster", { within, role: this.#role.value, duty: this.#duty.value }),
                read("/roster/changes"), read("/roster", { within }),
            ]);
            this.#showPeople(items);
            this.#showChanges(changes.items);
            this.#showForm(everybody.items);
        } catch (error) {
            this.#say(t("roster.failed", { why: error.words ?? error.message }));
        }
    }

    #say(text) {
        this.#message.textContent = text;
    }

    #showPeople(items) {
        const head = ["name", "role", "duty", "until", "load", "calendar"];
        this.#rows.replaceChildren(items.length === 0
            ? h("p", { class: "second" }, t("roster.none"))
            : h("table", {},
                h("thead", {}, h("tr", {}, head.map((name) =>
                    h("th", { scope: "col" }, t(`roster.${name}`))))),
                h("tbody", {}, items.slice(0, shownAtMost).map((item) => this.#row(item)))));
    }

    #row({ id, name, roles, duty, until, load }) {
        const county = this.#context.county();
        return h("tr", { "data-responder": id },
            h("th", { scope: "row" }, pick(name)),
            h("td", {}, list(roles.map((role) => county.roleTitle(role)))),
            h("td", { "data-duty": duty }, t(`duty.${duty}`)),
            h("td", {}, h("time", { datetime: until }, clockTime(until))),
            h("td", {}, String(load)),
            h("td", {}, h("a", {
                href: `/api/v1/responders/${encodeURIComponent(id)}/shifts.ics`,
            }, t("roster.calendar"))));
    }

    #showChanges(changes) {
        this.#changes.replaceChildren(changes.length === 0
            ? h("p", { class: "second" }, t("roster.noChanges"))
            : h("ul", {}, changes.map(({ change, sentence }) => h("li", {}, pick(sentence), " ",
                h("button", {
                    onclick: () => this.#send(`/roster/changes/${change}/withdraw`, {}),
                }, t("roster.withdraw"))))));
    }

    #showForm(people) {
        const options = (entries) =>
            entries.map(([value, words]) => h("option", { value }, words));
        const named = people.map(({ id, name }) => [id, pick(name)]);
        const kind = h("select", { name: "kind" },
            options(kinds.map((each) => [each, t(`change.${each}`)])));
        const who = h("select", { name: "who" }, options(named));
        const partner = h("select", { name: "partner" },
            options([["", t("roster.nobody")], ...named]));
        const from = h("input", { type: "datetime-local", name: "from" });
        const to = h("input", { type: "datetime-local", name: "to" });
        const reason = h("select", { name: "reason" },
            options(reasons.map((each) => [each, t(`because.${each}`)])));
        const moment = (field) => field.value ? new Date(field.value).toISOString() : undefined;
        const label = (name, field) => h("label", {}, t(`roster.${name}`), " ", field);
        this.#form.replaceChildren(h("form", {
            class: "action-row",
            onsubmit: (event) => {
                event.preventDefault();
                this.#send("/roster/changes", {
                    kind: kind.value, responder: who.value, reason: reason.value,
                    partner: partner.value || undefined, from: moment(from), to: moment(to),
                });
            },
        }, label("kind", kind), label("who", who), label("partner", partner), label("from", from),
        label("to", to), label("reason", reason), h("button", {}, t("roster.send"))));
    }

    async #send(path, content) {
        try {
            const { body } = await post(path, JSON.stringify(content), {
                key: newKey(), actor: operatorActor(),
            });
            await this.#read();
            this.#say(t("roster.done", { what: pick(body.sentence) }));
        } catch (error) {
            if (!(error instanceof Problem)) {
                console.warn("the roster was not changed", serverNow(), error);
            }
            this.#say(error.words ?? error.message);
        }
    }
}
