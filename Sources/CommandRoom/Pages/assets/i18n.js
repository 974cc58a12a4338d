// Words in both languages. Every text that a person sees has a key in a strings file; texts that
// come from the county's own folder arrive as `{ zh, en }`.

import { setting, setSetting } from "./settings.js";
import { strings as sharedStrings } from "./strings.js";

const table = new Map(Object.entries(sharedStrings));
const listeners = new Set();

/** The language in use: `zh` or `en`. */
export let language = setting("language") ?? (/^zh/i.test(navigator.language) ? "zh" : "en");

/** The locale for dates, numbers and sorting. */
export function locale() {
    return language === "zh" ? "zh-CN" : "en-GB";
}

/** Adds a page's own strings. */
export function addStrings(strings) {
    for (const [key, words] of Object.entries(strings)) {
        table.set(key, words);
    }
}

/**
 * The words of a key, with `{name}` replaced by the value of that name.
 *
 * English words may be a pair of singular and plural, chosen by the value `n`.
 */
export function t(key, values = {}) {
    const words = table.get(key);
    if (!words) {
        throw new Error(`There are no words for ${key}.`);
    }
    const chosen = language === "zh" ? words[0] : words[1];
    const text = Array.isArray(chosen) ? chosen[values.n === 1 ? 0 : 1] : chosen;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The words of a text of the county, in the language in use. */
export function pick(text) {
    return text?.[language] ?? text?.zh ?? text?.en ?? "";
}

/** Fills every element that names its words by `data-t`, or an attribute of it by `data-t-…`. */
export function translate(root = document) {
    for (const element of root.querySelectorAll("[data-t]")) {
        element.textContent = t(element.dataset.t);
    }
    for (const name of ["aria-label", "placeholder", "title"]) {
        for (const element of root.querySelectorAll(`[data-t-${name}]`)) {
            element.setAttribute(name, t(element.getAttribute(`data-t-${name}`)));
        }
    }
}

/** Changes the language, and has everything on the page said again. */
export function setLanguage(next) {
    language = next;
    setSetting("language", next);
    applyLanguage();
    for (const listener of listeners) {
        listener();
    }
}

/** Calls `listener` after each change of the language. */
export function onLanguageChange(listener) {
    listeners.add(listener);
}

/** States the language on the document and fills its fixed words. */
export function applyLanguage() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    translate();
}

/** Joins names as the language does: 甲、乙 or A, B. */
export function list(names) {
    return names.join(language === "zh" ? "、" : ", ");
}
