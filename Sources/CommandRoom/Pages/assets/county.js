// The county: its words for categories, roles and places. A copy is kept on the device, so that a
// report can be written without network.

import { read } from "./api.js";
import { syncClock } from "./clock.js";
import { all, get, put } from "./database.js";
import { setTimeZone } from "./format.js";
import { pick, t } from "./i18n.js";

const townshipDigits = 9;
const communityDigits = 12;

/** The county as the server describes it, with look-ups by id and code. */
export class County {
    #areas = new Map();
    #lists = new Map();
    #categories;
    #roles;
    #townships;

    /** A county from the server's description. */
    constructor(description) {
        this.description = description;
        this.#categories = new Map(description.categories.map((each) => [each.id, each]));
        this.#roles = new Map(description.roles.map((each) => [each.id, each]));
        this.#townships = new Map(description.townships.map((each) => [each.code, each]));
    }

    get categories() {
        return this.description.categories;
    }

    get townships() {
        return this.description.townships;
    }

    /** The category with this id, or undefined. */
    category(id) {
        return this.#categories.get(id);
    }

    /** What people call a category; its id where the county no longer has it. */
    categoryTitle(id) {
        return pick(this.#categories.get(id)?.title) || id;
    }

    /** What people call a role. */
    roleTitle(id) {
        return pick(this.#roles.get(id)?.title) || id;
    }

    /** The roles that can be asked for. */
    get roles() {
        return this.description.roles;
    }

    /** What people call a township. */
    townshipName(code) {
        return pick(this.#townships.get(code)?.name) || code;
    }

    /** The area with this code, if it has been read. */
    area(code) {
        return this.#townships.get(code) ?? this.#areas.get(code);
    }

    /** A place from large to small, the grid last: 华埠镇 · 独山村 · 第1网格. */
    placeName(code) {
        const parts = [this.townshipName(townshipOf(code)), ...this.#partsBelow(code)];
        return parts.join(" · ");
    }

    /** The place without its township, for where the township is known. */
    shortPlaceName(code) {
        return this.#partsBelow(code).join(" · ") || this.townshipName(code);
    }

    #partsBelow(code) {
        const parts = [];
        const community = code.slice(0, communityDigits);
        if (community !== townshipOf(code)) {
            parts.push(pick(this.#areas.get(community)?.name) || community);
        }
        if (code.length > communityDigits) {
            const number = code.slice(communityDigits);
            parts.push(pick(this.#areas.get(code)?.name) || t("place.grid", { number }));
        }
        return parts;
    }

    /** The centre of the narrowest area around a code for which one is known. */
    centre(code) {
        const candidates = [code, code.slice(0, communityDigits), townshipOf(code)];
        return candidates.map((each) => this.area(each)?.centre).find(Boolean);
    }

    /** The areas of one level within a township or community, from the server or the copy. */
    async areas(within, level) {
        const items = await this.#areaList(within);
        return items.filter((area) => area.level === level && isWithin(area.code, within));
    }

    async #areaList(within) {
        if (!this.#lists.has(within)) {
            const id = `areas/${within}`;
            const { items } = await fresh(id, () => read("/areas", { within }));
            this.#lists.set(within, items);
            this.#remember(items);
        }
        return this.#lists.get(within);
    }

    /** Takes over the area lists that earlier visits have kept. */
    rememberCopies(copies) {
        for (const copy of copies.filter(({ id }) => id.startsWith("areas/"))) {
            this.#remember(copy.value.items);
        }
    }

    #remember(items) {
        for (const area of items) {
            this.#areas.set(area.code, area);
        }
    }
}

/** The township's code within any code. */
export function townshipOf(code) {
    return code.slice(0, townshipDigits).padEnd(communityDigits, "0");
}

function isWithin(code, outer) {
    const prefix = outer.endsWith("000") && outer.length === communityDigits
        ? outer.slice(0, townshipDigits)
        : outer;
    return code.startsWith(prefix);
}

/**
 * Reads the county.
 *
 * With `preferCopy` the copy of the last visit is taken at once where there is one, so that a slow
 * network delays nobody; what the server says then goes to `onFresh`.
 */
export async function loadCounty({ preferCopy = false, onFresh = () => {} } = {}) {
    const reading = fresh("county", () => read("/county"), ({ clock }) => {
        syncClock(clock.now, clock.speed);
    });
    const copy = preferCopy ? await get("copies", "county").catch(() => undefined) : undefined;
    if (!copy) {
        return makeCounty(await reading);
    }
    reading
        .then(async (description) => {
            if (description.version !== copy.value.version) {
                onFresh(await makeCounty(description));
            }
        })
        // The copy serves until the server can be reached again.
        .catch(() => {});
    return makeCounty(copy.value);
}

async function makeCounty(description) {
    setTimeZone(description.timeZone);
    const county = new County(description);
    county.rememberCopies(await all("copies").catch(() => []));
    return county;
}

/** What the server says, kept for later; else what it said last time. */
export async function fresh(id, load, onFresh = () => {}) {
    try {
        const value = await load();
        onFresh(value);
        // Without a database the page works as long as the server can be reached.
        await put("copies", { id, value }).catch(() => {});
        return value;
    } catch (error) {
        const copy = await get("copies", id).catch(() => undefined);
        if (copy) {
            return copy.value;
        }
        throw error;
    }
}
