// The HTTP interface, version 1. Answers that are errors become a `Problem`, which the person is
// told; no answer becomes `Unreachable`, which is waited out.

import { language } from "./i18n.js";

const root = "/api/v1";
const listeners = new Set();

/** Whether the last request reached the server. */
export let isReachable = navigator.onLine;

/** The server understood and refused; `document` is the RFC 9457 problem document. */
export class Problem extends Error {
    constructor(status, document) {
        super(document.title ?? `HTTP ${status}`);
        this.status = status;
        this.document = document;
        this.code = document.code ?? "";
    }

    /** What to tell the person, in the language in use. */
    get words() {
        const chinese = language === "zh";
        const { title, titleZh, detail, detailZh, errors } = this.document;
        const fields = (errors ?? []).map((error) =>
            chinese ? error.messageZh ?? error.message : error.message);
        const sentence = chinese ? detailZh ?? titleZh ?? detail : detail ?? title;
        return [sentence ?? this.message, ...fields].join(" ");
    }

    /** Whether the same request may well succeed later. */
    get isTemporary() {
        return this.status >= 500 || [408, 425, 429].includes(this.status);
    }
}

/** The server could not be reached, or something in between answered in its place. */
export class Unreachable extends Error {}

/** Calls `listener` whenever the server becomes reachable or unreachable. */
export function onReachability(listener) {
    listeners.add(listener);
}

function setReachable(value) {
    if (value !== isReachable) {
        isReachable = value;
        listeners.forEach((listener) => listener(value));
    }
}

addEventListener("offline", () => setReachable(false));

/** Reads a resource of the API: `read("/incidents", { open: true })`. */
export async function read(path, query = {}, { timeoutMs = 15_000 } = {}) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        if (value !== undefined && value !== null && value !== "") {
            parameters.set(name, value);
        }
    }
    const suffix = parameters.size > 0 ? `?${parameters}` : "";
    const { body } = await request(root + path + suffix, {}, timeoutMs);
    return body;
}

/**
 * Posts a command.
 *
 * `body` is the exact text to send, since a repetition must send the same bytes under its
 * idempotency key. `version` makes it conditional on that version of the incident.
 */
export async function post(path, body, { key, actor, version, timeoutMs = 20_000 }) {
    const headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "Actor": headerText(actor),
    };
    if (version !== undefined) {
        headers["If-Match"] = `"${version}"`;
    }
    return request(root + path, { method: "POST", headers, body }, timeoutMs);
}

/** Sends a photo; answers its reference. */
export async function upload(blob, { timeoutMs = 60_000 } = {}) {
    const headers = { "Content-Type": blob.type };
    const { body } = await request(
        `${root}/attachments`, { method: "POST", headers, body: blob }, timeoutMs);
    return body.reference;
}

async function request(url, options, timeoutMs) {
    let response;
    let text;
    try {
        response = await fetch(url, { ...options, signal: AbortSignal.timeout(timeoutMs) });
        text = await response.text();
    } catch (error) {
        setReachable(false);
        throw new Unreachable(error.message);
    }
    const body = parse(text);
    // A captive portal answers with a page of its own; only JSON comes from our server.
    if (body === undefined) {
        setReachable(false);
        throw new Unreachable(`The answer of ${url} is not JSON.`);
    }
    setReachable(true);
    if (!response.ok) {
        throw new Problem(response.status, body);
    }
    return { status: response.status, body };
}

function parse(text) {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** A header may hold bytes only; this gives the UTF-8 bytes of a name, one character each. */
function headerText(text) {
    return String.fromCharCode(...new TextEncoder().encode(text));
}

/** A new random id, also on pages without a secure context, where `randomUUID` is missing. */
export function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [8, 12, 16, 20].reduceRight(
        (text, at) => `${text.slice(0, at)}-${text.slice(at)}`, digits);
}
