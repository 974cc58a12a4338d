// One thing that the operator does. It carries the version that the operator saw; if the incident
// has changed since, it is not done, and what has changed is shown.

import { Problem, newKey, post, upload } from "../api.js";
import { setting } from "../settings.js";

/** The operator as the API names who acts. */
export function operatorActor() {
    return `operator:${setting("operatorName") || "desk"}`;
}

/** A command that can be tried again without being done twice. */
export class Command {
    #path;
    #body;
    #key = newKey();
    #photos;

    /** `words` names it for the person; `path` is below the incident. */
    constructor({ words, incident, path, body = {}, photos = [] }) {
        this.#photos = photos;
        this.words = words;
        this.incident = incident;
        this.#path = `/incidents/${incident.id}/${path}`;
        this.#body = JSON.stringify(body);
    }

    /**
     * Tries it.
     *
     * The outcome is `{ kind: "done", incident }`, `{ kind: "conflict", current, changes }`,
     * `{ kind: "refused", problem }` or `{ kind: "unreachable" }`.
     */
    async run() {
        try {
            await this.#sendPhotos();
            const { body } = await post(this.#path, this.#body, {
                key: this.#key, actor: operatorActor(), version: this.incident.version,
            });
            return { kind: "done", incident: body };
        } catch (error) {
            return outcomeOf(error);
        }
    }

    // Sent once; a repetition of the command names the same.
    async #sendPhotos() {
        const attachments = [];
        for (const photo of this.#photos) {
            attachments.push(await upload(photo));
        }
        if (attachments.length > 0) {
            this.#body = JSON.stringify({ ...JSON.parse(this.#body), attachments });
            this.#photos = [];
        }
    }

    /** Makes it a new command on the incident as it is now. */
    rebase(incident) {
        this.incident = incident;
        this.#key = newKey();
    }
}

function outcomeOf(error) {
    if (!(error instanceof Problem)) {
        return { kind: "unreachable" };
    }
    if (error.status === 412) {
        const { current, changes } = error.document;
        return { kind: "conflict", current, changes: changes ?? [] };
    }
    return error.isTemporary ? { kind: "unreachable" } : { kind: "refused", problem: error };
}
