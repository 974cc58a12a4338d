// What a person has chosen on this device. It is small, not secret, and read before the first
// paint; reports and drafts are kept in the database instead.

const prefix = "griddispatch.";

/** The value of a setting, or null; null also where the browser refuses storage. */
export function setting(name) {
    try {
        return JSON.parse(localStorage.getItem(prefix + name));
    } catch {
        return null;
    }
}

/** Keeps a setting; where the browser refuses storage it holds for this visit only. */
export function setSetting(name, value) {
    try {
        localStorage.setItem(prefix + name, JSON.stringify(value));
    } catch {
        // A private window without storage still works, it only forgets.
    }
}
