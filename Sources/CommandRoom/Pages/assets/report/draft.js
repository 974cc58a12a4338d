// The report that is being written. It is kept after every tap: going back, a reload or an empty
// battery lose nothing.

import { get, put, remove } from "../database.js";

const id = "report";
let draft = null;

/** The draft, or null. */
export function currentDraft() {
    return draft;
}

/** Takes over the draft that an earlier visit has left. */
export async function restoreDraft() {
    draft = await get("drafts", id).catch(() => undefined) ?? null;
}

/** Changes the draft, beginning one where there is none, and keeps it. */
export async function changeDraft(changes) {
    draft = { id, answers: {}, text: "", minutesAgo: 0, ...draft, ...changes };
    // A full disk must not stop the person; sending tells them.
    await put("drafts", draft).catch(() => {});
}

/** Begins anew. */
export async function dropDraft() {
    draft = null;
    await remove("drafts", id).catch(() => {});
}
