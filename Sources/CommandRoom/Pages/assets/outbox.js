// What a person has sent from this device. An item is on the disk, with its idempotency key and
// its exact body, before it is tried for the first time; it is sent until the server has answered,
// by one tab at a time, and the key makes the server take it once however often it is sent.

import { Problem, newKey, post, upload } from "./api.js";
import { all, get, put, remove } from "./database.js";

const lockName = "griddispatch-outbox";
const retryEveryMs = 15_000;
const keptDelivered = 50;

/** An item's way: it waits, it is delivered, or a person has to look at it. */
export const itemState = { waiting: "waiting", delivered: "delivered", attention: "attention" };

/** The list of items, shared by all tabs of the device; it tells of changes by `change` events. */
export class Outbox extends EventTarget {
    #items = [];
    #lastOrder = 0;
    #draining = null;
    #drainAgain = false;
    #channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(lockName) : null;

    /** Reads what an earlier visit has left, and sends it. */
    async start() {
        this.#channel?.addEventListener("message", () => this.#reload());
        addEventListener("online", () => this.drain());
        document.addEventListener("visibilitychange", () => this.drain());
        setInterval(() => document.visibilityState === "visible" && this.drain(), retryEveryMs);
        await this.#reload();
        this.drain();
    }

    /** The items, oldest first. */
    get items() {
        return this.#items;
    }

    /** The items that wait for the server. */
    get waiting() {
        return this.#items.filter((item) => item.state === itemState.waiting);
    }

    /**
     * Keeps a post and begins to send it. `about` is what the page itself wants to know of it.
     *
     * Photos are sent before the post, which then names them; they wait on the disk like it.
     * Items with the same `group` are sent in their order: none overtakes one that still waits.
     * When the promise is kept the item is on the disk; if the disk is full it rejects.
     */
    async add({ path, body, actor, group = null, about = {}, photos = [] }) {
        this.#lastOrder = Math.max(this.#lastOrder + 1, Date.now());
        const item = {
            key: newKey(), path, body: JSON.stringify(body), actor, group, about, photos,
            order: this.#lastOrder, state: itemState.waiting,
        };
        await put("outbox", item);
        this.#items.push(item);
        this.#tell();
        this.drain();
        return item;
    }

    /** Forgets an item. */
    async discard(key) {
        await remove("outbox", key);
        await this.#reload();
        this.#channel?.postMessage(null);
    }

    /** Keeps what a page has learnt about a delivered item. */
    async update(key, changes) {
        const item = await get("outbox", key);
        if (item) {
            await this.#store({ ...item, ...changes });
        }
    }

    /** Sends what waits, in order; calls while it is under way lead to one more round. */
    drain() {
        if (this.#draining) {
            this.#drainAgain = true;
            return this.#draining;
        }
        this.#draining = this.#underLock(() => this.#sendAll()).finally(() => {
            this.#draining = null;
            if (this.#drainAgain) {
                this.#drainAgain = false;
                this.drain();
            }
        });
        return this.#draining;
    }

    // Locks are missing outside a secure context. Then two tabs may send the same item; the
    // server still takes it once, by its key.
    #underLock(work) {
        return navigator.locks ? navigator.locks.request(lockName, work) : work();
    }

    async #sendAll() {
        const held = new Set();
        const waiting = sorted(await all("outbox"))
            .filter((item) => item.state === itemState.waiting);
        for (const item of waiting) {
            if (item.group !== null && held.has(item.group)) {
                continue;
            }
            const outcome = await this.#send(item);
            if (outcome === "unreachable") {
                return;
            }
            if (outcome === "later") {
                held.add(item.group);
            }
        }
    }

    async #send(item) {
        try {
            const ready = await this.#withPhotosSent(item);
            const { body } = await post(ready.path, ready.body, ready);
            await this.#store({
                ...ready, state: itemState.delivered, incident: body, problem: undefined,
            });
            return "done";
        } catch (error) {
            if (!(error instanceof Problem)) {
                return "unreachable";
            }
            if (error.isTemporary) {
                return "later";
            }
            await this.#store({
                ...item, state: itemState.attention,
                problem: { status: error.status, document: error.document },
            });
            return "done";
        }
    }

    // The body is fixed, on the disk, before it is posted for the first time: a repetition must
    // send the same.
    async #withPhotosSent(item) {
        if (!item.photos?.length) {
            return item;
        }
        const attachments = [];
        for (const photo of item.photos) {
            attachments.push(await upload(photo));
        }
        const body = JSON.stringify({ ...JSON.parse(item.body), attachments });
        const ready = { ...item, body, photos: [] };
        await put("outbox", ready);
        return ready;
    }

    async #store(item) {
        await put("outbox", item);
        await this.#reload();
        this.#channel?.postMessage(null);
    }

    async #reload() {
        try {
            this.#items = sorted(await all("outbox"));
        } catch {
            // Without a database there is nothing left over; `add` says so when it matters.
            return;
        }
        await this.#dropOldest();
        this.#tell();
    }

    async #dropOldest() {
        const delivered = this.#items.filter((item) => item.state === itemState.delivered);
        const old = delivered.slice(0, Math.max(0, delivered.length - keptDelivered));
        for (const item of old) {
            await remove("outbox", item.key);
        }
        this.#items = this.#items.filter((item) => !old.includes(item));
    }

    #tell() {
        this.dispatchEvent(new Event("change"));
    }
}

function sorted(items) {
    return items.sort((a, b) => a.order - b.order);
}
