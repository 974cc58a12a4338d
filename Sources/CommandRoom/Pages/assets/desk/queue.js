// The queue: one row per incident, the next limit first.

import { byId, h, setAttribute, setText } from "../dom.js";
import { t } from "../i18n.js";
import { urgencyMark } from "../icons.js";
import { limitWords, nextLimit, rolesThere } from "./limits.js";
import { byTimeLeft, HeldOrder } from "./order.js";
import { WindowedList } from "./windowed-list.js";

const rowHeightRem = 2.75;
const reorderEveryMs = 1000;

/** Shows the incidents that `select()` gives; calls `open(id)` when one is chosen. */
export class Queue {
    #grid = byId("queue-grid");
    #pill = byId("queue-pending");
    #order = new HeldOrder();
    #isPointerOver = false;
    #reordered = 0;
    #fixed = null;
    #list;
    #context;

    /** The id of the row that the keyboard is on. */
    active = null;

    constructor(context) {
        this.#context = context;
        this.#list = new WindowedList({
            viewport: this.#grid, canvas: byId("queue-rows"),
            rowHeight: () => rowHeightRem * rootFontSize(),
            makeRow: (id) => this.#makeRow(id),
            paintRow: (row, id, index) => this.#paintRow(row, id, index),
        });
        this.#grid.addEventListener("pointerenter", () => { this.#isPointerOver = true; });
        this.#grid.addEventListener("pointerleave", () => { this.#isPointerOver = false; });
        this.#pill.addEventListener("click", () => this.applyOrder());
    }

    /** Brings order and rows up to date; called whenever something may have changed. */
    update({ force = false } = {}) {
        const now = performance.now();
        if (force || now - this.#reordered >= reorderEveryMs) {
            this.#reordered = now;
            const wanted = this.#fixed ?? byTimeLeft(this.#context.select());
            this.#order.update(wanted, this.#isHeld && !force);
            this.#paintPending();
            this.#list.setIDs(this.#order.shown);
            setAttribute(this.#grid, "aria-rowcount", this.#order.shown.length + 1);
            byId("queue-empty").hidden = this.#order.shown.length > 0;
            setText(byId("queue-count"), t("queue.count", { n: this.#order.shown.length }));
        }
        this.#paintRows();
    }

    /** Shows these ids as they are, as the results of a search; null goes back to the queue. */
    showFixed(ids) {
        this.#fixed = ids;
        this.update({ force: true });
    }

    /** Says everything in the language in use. */
    redraw() {
        this.#list.clear();
        this.update({ force: true });
    }

    // Nobody is to press on a row that was another a moment ago.
    get #isHeld() {
        return this.#isPointerOver || this.#grid.matches(":focus-within");
    }

    /** Applies the order that was held back. */
    applyOrder() {
        this.#order.apply();
        this.update({ force: true });
    }

    #paintPending() {
        const { added, changed } = this.#order.pending;
        this.#pill.classList.toggle("idle", added + changed === 0);
        this.#pill.disabled = added + changed === 0;
        setText(this.#pill, added + changed === 0
            ? ""
            : `${t("queue.pending", { added, changed })} · ${t("queue.pendingKey")}`);
    }

    /** Moves the keyboard's row by so many rows. */
    move(by) {
        const ids = this.#order.shown;
        const at = ids.indexOf(this.active);
        const next = Math.min(ids.length - 1, Math.max(0, at < 0 ? 0 : at + by));
        this.setActive(ids[next] ?? null);
    }

    /** Puts the keyboard on this row. */
    setActive(id) {
        this.active = id;
        if (id) {
            this.#list.reveal(id);
        }
        this.#paintRows();
    }

    #paintRows() {
        this.#list.paint();
        // A row that is out of sight does not exist, and nothing may point to it.
        const row = this.active && document.getElementById(rowID(this.active));
        setAttribute(this.#grid, "aria-activedescendant", row ? row.id : null);
    }

    /** Gives the queue the focus, on the row that it was on. */
    focus() {
        this.#grid.focus({ preventScroll: true });
        if (!this.active) {
            this.move(0);
        }
    }

    #makeRow(id) {
        const cell = (name, ...children) => h("div", { role: "gridcell", class: name }, children);
        const line = (name) => h("span", { class: name });
        const onclick = () => {
            this.setActive(id);
            this.#context.open(id);
        };
        return h("div", { role: "row", id: rowID(id), class: "row", "data-id": id, onclick },
            cell("cell-urgency"),
            cell("cell-limit", line("limit-time figures"), line("limit-kind second")),
            cell("cell-what", line("what-category"), line("what-place second")),
            cell("cell-stage", line("stage-word"), line("stage-roles second")));
    }

    #paintRow(row, id, index) {
        const incident = this.#context.incident(id);
        setAttribute(row, "aria-rowindex", index + 2);
        setAttribute(row, "aria-selected", id === this.#context.openID());
        row.classList.toggle("active", id === this.active);
        if (!incident) {
            return;
        }
        this.#paintUrgency(row, incident.severity);
        this.#paintLimit(row, incident);
        const { county } = this.#context;
        setText(row.querySelector(".what-category"), county().categoryTitle(incident.category));
        setText(row.querySelector(".what-place"), county().placeName(incident.grid));
        setText(row.querySelector(".stage-word"), t(`stage.${incident.stage}`));
        setText(row.querySelector(".stage-roles"), rolesWords(incident));
        row.classList.toggle("closed", incident.stage === "closed");
    }

    #paintUrgency(row, severity) {
        const cell = row.querySelector(".cell-urgency");
        if (row.dataset.severity !== String(severity)) {
            row.dataset.severity = String(severity);
            cell.replaceChildren(urgencyMark(severity));
        }
    }

    #paintLimit(row, incident) {
        const limit = nextLimit(incident);
        const cell = row.querySelector(".cell-limit");
        const words = limit
            ? limitWords(limit)
            : { text: "", isLate: false, kind: t("queue.noLimit") };
        setText(cell.firstChild, words.text);
        setText(cell.lastChild, words.kind);
        cell.classList.toggle("late", words.isLate);
    }
}

function rowID(id) {
    return `row-${id}`;
}

function rolesWords(incident) {
    if (incident.unfilledRoles.length > 0) {
        return t("queue.short", { n: incident.unfilledRoles.length });
    }
    const all = incident.requiredRoles.length;
    return all === 0 ? "" : t("queue.there", { there: rolesThere(incident), all });
}

function rootFontSize() {
    return parseFloat(getComputedStyle(document.documentElement).fontSize);
}
