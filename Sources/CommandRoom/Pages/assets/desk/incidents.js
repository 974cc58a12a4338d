// What the desk knows of the incidents. An event only says that one has changed; what it is now is
// asked of the server, since the rules of an incident's life are nowhere but there.

import { Problem, read } from "../api.js";

const pageSize = 200;
const mostIncidents = 5_000;
const atOnce = 4;
const refetchAllFrom = 500;
const retryAfterMs = 2_000;

/** The open incidents, kept up to date; tells of changes by `change` events. */
export class Incidents extends EventTarget {
    /** Whether there are more open incidents than are kept. */
    isCapped = false;
    #documents = new Map();
    #changed = new Set();
    #township = "";
    #isRefreshing = false;
    #loads = 0;

    /** The incident with this id, as far as it is known. */
    get(id) {
        return this.#documents.get(id);
    }

    /** All incidents that are known. */
    get all() {
        return [...this.#documents.values()];
    }

    async #load(township) {
        this.#township = township;
        this.#loads += 1;
        const thisLoad = this.#loads;
        const found = new Map();
        let cursor;
        do {
            const query = { open: true, township, limit: pageSize, cursor };
            const { items, next } = await read("/incidents", query);
            // A later choice of township has made this one void.
            if (thisLoad !== this.#loads) {
                return;
            }
            items.forEach((item) => found.set(item.id, item));
            cursor = next;
        } while (cursor && found.size < mostIncidents);
        this.isCapped = Boolean(cursor);
        this.#replace(found);
    }

    #replace(found) {
        const known = this.#documents;
        this.#documents = found;
        for (const [id, incident] of found) {
            // What arrived while the pages were read may be newer.
            const before = known.get(id);
            if (before && before.version > incident.version) {
                found.set(id, before);
            }
        }
        this.#tell();
    }

    /** Takes over a document, unless a newer one is known. */
    take(incident) {
        const known = this.#documents.get(incident.id);
        if (!known || known.version <= incident.version) {
            this.#documents.set(incident.id, incident);
            this.#tell();
        }
    }

    /** Notes that an incident has changed, and asks what it is now. */
    noteChange(id, township) {
        if (this.#township && township && township !== this.#township) {
            return;
        }
        this.#changed.add(id);
        this.#refresh();
    }

    /** Reads all open incidents of a township, or of the county, now or as soon as it can. */
    async reload(township = this.#township) {
        try {
            await this.#load(township);
        } catch {
            setTimeout(() => this.reload(), retryAfterMs);
        }
    }

    async #refresh() {
        if (this.#isRefreshing) {
            return;
        }
        this.#isRefreshing = true;
        while (this.#changed.size > 0) {
            if (this.#changed.size >= refetchAllFrom) {
                this.#changed.clear();
                await this.reload();
            } else {
                const ids = [...this.#changed].slice(0, atOnce);
                ids.forEach((id) => this.#changed.delete(id));
                await Promise.all(ids.map((id) => this.#refreshOne(id)));
            }
        }
        this.#isRefreshing = false;
    }

    async #refreshOne(id) {
        try {
            const { personal, agreement, ...incident } = await read(`/incidents/${id}`);
            this.take(incident);
        } catch (error) {
            if (!(error instanceof Problem) || error.isTemporary) {
                setTimeout(() => this.noteChange(id), retryAfterMs);
            }
        }
    }

    #tell() {
        this.dispatchEvent(new Event("change"));
    }
}
