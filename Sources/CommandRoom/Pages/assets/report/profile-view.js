// The worker's name and own grid; asked once, and both may stay empty.

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { showPicker } from "./picker.js";
import { homeGrid, setHomeGrid, setWorkerName, workerName } from "./profile.js";

/** Makes the page. */
export function profileView(context) {
    const name = h("input", { type: "text", maxlength: 50, autocomplete: "name" });
    name.value = workerName();
    name.addEventListener("input", () => setWorkerName(name.value));
    const place = h("div", { class: "stack" });
    showHomeGrid(place, context);
    return [
        context.backLink("#"),
        h("h1", { tabindex: "-1" }, t("profile.title")),
        h("label", { class: "stack" }, h("span", {}, t("profile.name")), name),
        h("p", { class: "second" }, t("profile.nameHint")),
        h("h2", {}, t("profile.grid")),
        place,
    ];
}

function showHomeGrid(place, context) {
    const grid = homeGrid();
    const change = () => showPicker(place, context.county, {
        position: () => context.position.found,
        onChoose: (code) => {
            setHomeGrid(code);
            showHomeGrid(place, context);
        },
    });
    place.replaceChildren(
        h("p", { class: "place" }, grid ? context.county.placeName(grid) : t("profile.none")),
        h("button", { class: "wide", onclick: change }, t("profile.change")));
}
