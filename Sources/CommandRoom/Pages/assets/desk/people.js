// Who is on the roster, and who on duty is near.

import { read } from "../api.js";
import { byId, h, renderInto, setText } from "../dom.js";
import { distance } from "../format.js";
import { distanceMetres } from "../geo.js";
import { list, pick, t } from "../i18n.js";

const refreshEveryMs = 20_000;
const refreshAllEveryMs = 300_000;
const shownAtMost = 40;

/** The responders of the county, and how much each has in hand. */
export class People {
    /** Counts the changes, so that what shows people knows when to draw anew. */
    version = 0;
    #byID = new Map();
    #township;
    #context;

    constructor(context) {
        this.#context = context;
    }

    /** Reads the roster now, and who is on duty from time to time. */
    async start() {
        await this.#read({});
        setInterval(() => this.#read({}), refreshAllEveryMs);
        setInterval(() => this.#township && this.#read({ township: this.#township }),
            refreshEveryMs);
    }

    /** Reads what the people of this township have in hand. */
    showTownship(code) {
        if (code !== this.#township) {
            this.#township = code;
            this.#read({ township: code });
        }
    }

    async #read(query) {
        try {
            const { items } = await read("/responders", query);
            this.#take(items);
        } catch {
            // The last known roster stays; the live state tells that the server is silent.
        }
    }

    #take(items) {
        let isChanged = false;
        for (const item of items) {
            const known = this.#byID.get(item.id);
            if (JSON.stringify(known) !== JSON.stringify(item)) {
                this.#byID.set(item.id, item);
                isChanged = true;
            }
        }
        if (isChanged) {
            this.version += 1;
            this.#context.peopleChanged();
        }
    }

    get #all() {
        return [...this.#byID.values()];
    }

    /** How many are on duty. */
    get onDutyCount() {
        return this.#all.filter(({ onDuty }) => onDuty).length;
    }

    /** What a responder is called. */
    name(id) {
        return pick(this.#byID.get(id)?.name) || id;
    }

    /** Those who have a role and cover the incident's township: on duty first, nearest first. */
    withRole(role, incident) {
        return this.#ranked(incident).filter(({ roles }) => roles.includes(role));
    }

    #ranked(incident) {
        const place = incident.position ?? this.#context.county().centre(incident.grid);
        const far = ({ station }) => station && place ? distanceMetres(station, place) : Infinity;
        return this.#all
            .filter(({ coverage }) => coverage.some((code) => covers(code, incident.grid)))
            .map((each) => ({ ...each, metres: far(each) }))
            .sort((a, b) => Number(b.onDuty) - Number(a.onDuty)
                || (a.metres === b.metres ? 0 : a.metres - b.metres));
    }

    /** Lists who is on duty for the incident, the nearest first. */
    draw(incident) {
        if (incident) {
            this.showTownship(incident.township);
        }
        setText(byId("on-duty"), t("desk.onDuty", { n: this.onDutyCount }));
        const signature = [document.documentElement.lang, this.version, incident?.id,
            incident?.position];
        renderInto(byId("people"), signature, () => this.#list(incident));
    }

    #list(incident) {
        if (!incident) {
            return h("p", { class: "second" }, t("people.none"));
        }
        const people = this.#ranked(incident).filter(({ onDuty }) => onDuty).slice(0, shownAtMost);
        return h("ul", { role: "list" }, people.map((each) => this.#line(each)));
    }

    #line({ name, roles, load, metres }) {
        const county = this.#context.county();
        const facts = [list(roles.map((role) => county.roleTitle(role)))];
        if (Number.isFinite(metres)) {
            facts.push(distance(metres));
        }
        if (load !== undefined) {
            facts.push(t("roles.whyLoad", { n: load }));
        }
        return h("li", {}, h("b", {}, pick(name)), " ",
            h("span", { class: "second" }, facts.join(" · ")));
    }
}

/** Whether an area's code contains another: trailing zeros of a township or county are open. */
function covers(outer, inner) {
    const prefix = outer.endsWith("000000") ? outer.slice(0, 6)
        : outer.length === 12 && outer.endsWith("000") ? outer.slice(0, 9) : outer;
    return inner.startsWith(prefix);
}
