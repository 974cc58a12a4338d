// A failure of the page itself is said on the page: a screen that has silently stopped is worse.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/** Shows failures that nobody has caught. */
export function showFailures() {
    addEventListener("error", ({ message }) => show(message));
    addEventListener("unhandledrejection", ({ reason }) => show(reason?.message ?? `${reason}`));
}

function show(what) {
    document.querySelector("#failure")?.remove();
    const words = t("error.broken", { what: what || "?" });
    document.body.prepend(h("p", { id: "failure", class: "notice problem", role: "alert" }, words));
}
