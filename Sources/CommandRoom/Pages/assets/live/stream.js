// One connection to the live stream, kept up for as long as somebody looks at it.

import { EventStreamParser } from "./parser.js";

const lateAfterMs = 12_000;
const lostAfterMs = 30_000;
const firstWaitMs = 1_000;
const longestWaitMs = 8_000;

/**
 * Follows the live stream and emits plain messages:
 *
 * - `{ kind: "event", event }` for each event;
 * - `{ kind: "heartbeat", now }` with the server's time;
 * - `{ kind: "state", state, silentMs }` when it becomes `live`, `late` or `lost`;
 * - `{ kind: "reset" }` when the stream begins anew, so that events before it may be missing.
 */
export class LiveStream {
    #url;
    #emit;
    #lastEventID;
    #heardAt = performance.now();
    #state = "connecting";
    #connection;
    #timer;
    #wait = firstWaitMs;

    constructor(url, emit) {
        this.#url = url;
        this.#emit = emit;
    }

    start() {
        this.#heardAt = performance.now();
        this.#timer = setInterval(() => this.#watch(), 1000);
        this.#connect();
    }

    stop() {
        clearInterval(this.#timer);
        this.#timer = undefined;
        this.#connection?.abort();
    }

    /** The state for somebody who joins later. */
    get snapshot() {
        return { kind: "state", state: this.#state, silentMs: performance.now() - this.#heardAt };
    }

    async #connect() {
        const connection = new AbortController();
        this.#connection = connection;
        try {
            await this.#follow(connection.signal);
        } catch {
            // Every end is the same: the watchdog tells how long it has lasted.
        }
        if (this.#timer !== undefined && this.#connection === connection) {
            setTimeout(() => this.#timer !== undefined && this.#connect(), this.#wait);
            this.#wait = Math.min(longestWaitMs, this.#wait * 2);
        }
    }

    async #follow(signal) {
        const resuming = this.#lastEventID !== undefined;
        const headers = { Accept: "text/event-stream" };
        if (resuming) {
            headers["Last-Event-ID"] = this.#lastEventID;
        }
        const response = await fetch(this.#url, { headers, signal, cache: "no-store" });
        if (!response.ok) {
            // An offset that the server does not know belongs to another log: begin anew.
            this.#lastEventID = response.status < 500 ? undefined : this.#lastEventID;
            throw new Error(`The stream answered ${response.status}.`);
        }
        if (!resuming) {
            this.#emit({ kind: "reset" });
        }
        await this.#readAll(response.body);
    }

    async #readAll(body) {
        const parser = new EventStreamParser({
            onMessage: (message) => this.#takeMessage(message),
            onComment: (comment) => this.#takeComment(comment),
        });
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        for (;;) {
            const { done, value } = await reader.read();
            if (done) {
                return;
            }
            this.#hear();
            parser.push(value);
        }
    }

    #takeMessage({ id, data }) {
        if (id !== undefined) {
            // Offsets only grow; a smaller one belongs to another log, and what was read is void.
            if (Number(id) < Number(this.#lastEventID)) {
                this.#emit({ kind: "reset" });
            }
            this.#lastEventID = id;
        }
        try {
            this.#emit({ kind: "event", event: JSON.parse(data) });
        } catch {
            // A message that is not an event says nothing about an incident; the next one may.
        }
    }

    #takeComment(comment) {
        const [word, now] = comment.split(" ");
        if (word === "heartbeat" && now) {
            this.#emit({ kind: "heartbeat", now });
        }
    }

    #hear() {
        this.#heardAt = performance.now();
        this.#wait = firstWaitMs;
        this.#setState("live");
    }

    #watch() {
        const silentMs = performance.now() - this.#heardAt;
        if (silentMs >= lateAfterMs && this.#state !== "lost") {
            this.#becomeSilent(silentMs >= lostAfterMs ? "lost" : "late");
        }
    }

    #becomeSilent(state) {
        if (this.#state !== state) {
            this.#setState(state);
            // A dead connection looks healthy for minutes: give it up and open another.
            this.#connection?.abort();
            this.#wait = firstWaitMs;
        }
    }

    #setState(state) {
        if (this.#state !== state) {
            this.#state = state;
            this.#emit(this.snapshot);
        }
    }
}
