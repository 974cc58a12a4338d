// The second page: where it is. The worker's own grid is offered; another is chosen from a list.

import { h, setText } from "../dom.js";
import { distance } from "../format.js";
import { t } from "../i18n.js";
import { readAloudButton } from "../phone.js";
import { changeDraft, currentDraft } from "./draft.js";
import { showPicker } from "./picker.js";
import { homeGrid, setHomeGrid } from "./profile.js";

/** Makes the page. */
export function whereView(context) {
    const heading = h("h1", { tabindex: "-1" }, t("where.title"));
    const place = h("div", { class: "stack" });
    const grid = currentDraft()?.grid ?? homeGrid();
    if (grid) {
        offerGrid(place, grid, context);
    } else {
        pickGrid(place, context);
    }
    return [context.backLink("#"), heading, readAloudButton(t("where.title")), place,
        positionLine(context)];
}

function offerGrid(place, grid, context) {
    const here = h("button", { class: "primary wide", id: "here" }, t("where.here"));
    here.addEventListener("click", () => takeGrid(grid, context));
    const other = h("button", { class: "wide" }, t("where.other"));
    other.addEventListener("click", () => pickGrid(place, context));
    place.replaceChildren(
        h("p", { class: "place" }, context.county.placeName(grid)), here, other);
}

function pickGrid(place, context) {
    showPicker(place, context.county, {
        position: () => context.position.found,
        onChoose: (code) => takeGrid(code, context),
    });
}

async function takeGrid(grid, { go }) {
    await changeDraft({ grid });
    if (!homeGrid()) {
        setHomeGrid(grid);
    }
    go("#say");
}

function positionLine({ position }) {
    const line = h("p", { class: "second", role: "status" });
    const update = () => setText(line, positionWords(position));
    position.onChange = update;
    update();
    return line;
}

function positionWords({ state, found }) {
    return state === "found"
        ? t("where.found", { distance: distance(found.accuracyMetres) })
        : t(`where.${state}`);
}
