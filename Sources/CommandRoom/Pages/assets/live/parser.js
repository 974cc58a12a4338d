// The text/event-stream format. `EventSource` hides comment lines, and the server's heartbeat is
// one: only by reading the stream ourselves can silence be told from peace.

/** Splits a stream into messages and comments as its text arrives. */
export class EventStreamParser {
    #rest = "";
    #lines = [];

    /** Calls `onMessage({ id, event, data })` and `onComment(text)` for what `text` completes. */
    constructor({ onMessage, onComment }) {
        this.onMessage = onMessage;
        this.onComment = onComment;
    }

    /** Takes the next piece of text, which may end anywhere. */
    push(text) {
        const lines = (this.#rest + text).split("\n");
        this.#rest = lines.pop();
        for (const line of lines) {
            this.#take(line.endsWith("\r") ? line.slice(0, -1) : line);
        }
    }

    #take(line) {
        if (line.startsWith(":")) {
            this.onComment(line.slice(1).trim());
        } else if (line !== "") {
            this.#lines.push(line);
        } else if (this.#lines.length > 0) {
            this.#finish();
        }
    }

    #finish() {
        const fields = { id: undefined, event: "message", data: [] };
        for (const line of this.#lines) {
            const [name, value] = splitField(line);
            if (name === "data") {
                fields.data.push(value);
            } else if (name === "id" || name === "event") {
                fields[name] = value;
            }
        }
        this.#lines = [];
        this.onMessage({ ...fields, data: fields.data.join("\n") });
    }
}

function splitField(line) {
    const at = line.indexOf(":");
    if (at < 0) {
        return [line, ""];
    }
    const value = line.slice(at + 1);
    return [line.slice(0, at), value.startsWith(" ") ? value.slice(1) : value];
}
