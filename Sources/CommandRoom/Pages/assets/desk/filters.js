// Which incidents the queue shows. The choice stands in the address, so that it can be sent on.

import { byId, h } from "../dom.js";
import { pick, t } from "../i18n.js";
import { waitsForDesk } from "./limits.js";

const names = ["township", "stage", "severity", "category"];
const stages = [
    "reported", "dispatching", "disposing", "disposed", "checked", "suspended", "rejected",
    "joined",
];
const attention = "attention";

/** The filter fields of the page. */
export class Filters {
    #fields = Object.fromEntries(names.map((name) => [name, byId(`filter-${name}`)]));

    /** Fills the fields from the county and the address; calls `onChange(name)` on a choice. */
    constructor(county, onChange) {
        this.fill(county, new URLSearchParams(location.search));
        for (const [name, field] of Object.entries(this.#fields)) {
            field.addEventListener("change", () => {
                this.#keepInAddress();
                onChange(name);
            });
        }
    }

    /** The chosen township's code, or an empty text. */
    get township() {
        return this.#fields.township.value;
    }

    /** The choices as the API's search takes them. */
    get query() {
        const { stage } = this.#fields;
        return {
            township: this.township,
            stage: stage.value === attention ? "" : stage.value,
            severity: this.#fields.severity.value,
            category: this.#fields.category.value,
        };
    }

    /** Whether an incident is to be shown. */
    accepts(incident) {
        const { stage, severity, category } = this.#fields;
        return incident.stage !== "closed"
            && (!this.township || incident.township === this.township)
            && (!severity.value || String(incident.severity) === severity.value)
            && (!category.value || isWithin(incident.category, category.value))
            && (stage.value === attention
                ? waitsForDesk(incident)
                : !stage.value || incident.stage === stage.value);
    }

    /** Fills the fields in the language in use, keeping the choices. */
    fill(county, chosen = this.#chosen()) {
        const all = h("option", { value: "" }, t("filter.all"));
        this.#fillField("township", chosen, [
            h("option", { value: "" }, t("filter.county")),
            ...county.townships.map(({ code, name }) => h("option", { value: code }, pick(name))),
        ]);
        this.#fillField("stage", chosen, [
            all.cloneNode(true),
            h("option", { value: attention }, t("filter.attention")),
            ...stages.map((stage) => h("option", { value: stage }, t(`stage.${stage}`))),
        ]);
        this.#fillField("severity", chosen, [
            all.cloneNode(true),
            ...[1, 2, 3, 4].map((each) =>
                h("option", { value: each }, `${each} ${t(`urgency.${each}`)}`)),
        ]);
        this.#fillField("category", chosen, [
            all.cloneNode(true),
            ...county.categories.map(({ id, title }) => h("option", { value: id }, pick(title))),
        ]);
    }

    #fillField(name, chosen, options) {
        const value = chosen.get(name) ?? "";
        this.#fields[name].replaceChildren(...options);
        const isThere = options.some((option) => option.value === value);
        this.#fields[name].value = isThere ? value : "";
    }

    #chosen() {
        const chosen = Object.entries(this.#fields).map(([name, { value }]) => [name, value]);
        return new URLSearchParams(chosen.filter(([, value]) => value !== ""));
    }

    #keepInAddress() {
        const query = this.#chosen().toString();
        const address = location.pathname + (query ? `?${query}` : "") + location.hash;
        history.replaceState(null, "", address);
    }
}

function isWithin(category, prefix) {
    return category === prefix || category.startsWith(`${prefix}/`);
}
