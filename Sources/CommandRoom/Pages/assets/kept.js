// Parts of a page that hold what a person is in the middle of: rows that were added, photos that
// were chosen. When the page around them is drawn anew they are put back as they are.

const mostKept = 32;
const parts = new Map();

/** The part of this name, made if there is none yet in the language in use. */
export function kept(name, make) {
    const key = `${document.documentElement.lang} ${name}`;
    if (!parts.has(key)) {
        parts.set(key, make());
        const [oldest] = parts.keys();
        if (parts.size > mostKept) {
            parts.delete(oldest);
        }
    }
    return parts.get(key);
}

/** Begins the part of this name anew the next time. */
export function release(name) {
    parts.delete(`${document.documentElement.lang} ${name}`);
}
