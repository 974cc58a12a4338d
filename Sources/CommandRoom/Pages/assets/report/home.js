// The first page: what was seen, and what became of earlier reports.

import { h } from "../dom.js";
import { ago } from "../format.js";
import { t } from "../i18n.js";
import { categoryPicture } from "../icons.js";
import { itemState } from "../outbox.js";
import { isLargeType } from "../phone.js";
import { currentDraft, dropDraft } from "./draft.js";
import { homeGrid, workerName } from "./profile.js";
import { firstCategories } from "./categories.js";
import { statusLine } from "./status.js";

const tilesOnScreen = 9;
const tilesInLargeType = 5;
const longWaitMs = 86_400_000;

/** Makes the page. */
export function homeView(context) {
    return [
        whoLine(context.county),
        ...draftNotice(context),
        h("h1", { tabindex: "-1" }, t("what.title")),
        tiles(context),
        danger(),
        h("h2", {}, t("mine.title")),
        h("div", { id: "mine" }),
        ...allCategories(context),
    ];
}

function whoLine(county) {
    const name = workerName() || t("profile.unnamed");
    const grid = homeGrid();
    const place = grid ? county.placeName(grid) : t("profile.none");
    return h("p", { class: "row" },
        h("span", {}, t("profile.who", { name, place })),
        h("a", { href: "#profile", class: "button-link" }, t("profile.title")));
}

function draftNotice({ show }) {
    const draft = currentDraft();
    if (!draft?.category) {
        return [];
    }
    const drop = async () => {
        await dropDraft();
        show();
    };
    return [h("div", { class: "notice row" },
        h("span", {}, t("draft.there")),
        h("a", { href: draft.grid ? "#say" : "#where", class: "button-link" }, t("draft.go")),
        h("button", { onclick: drop }, t("draft.drop")))];
}

function tiles(context) {
    const { categories } = context.county;
    const room = isLargeType() ? tilesInLargeType : tilesOnScreen;
    if (categories.length <= room) {
        return tileList(categories.map((category) => categoryTile(category, context)));
    }
    const shown = firstCategories(categories, context.outbox, room - 1);
    const toAll = () => document.querySelector("#all").focus();
    const more = h("button", { class: "tile", onclick: toAll },
        categoryPicture("other", t("what.more")), t("what.more"));
    return tileList([...shown.map((category) => categoryTile(category, context)), more]);
}

/** All categories, below everything else: also the rare ones are one tap away. */
function allCategories(context) {
    const { categories } = context.county;
    if (categories.length <= tilesInLargeType) {
        return [];
    }
    return [h("h2", { id: "all", tabindex: "-1" }, t("what.all")),
        tileList(categories.map((category) => categoryTile(category, context)))];
}

function tileList(children) {
    return h("ul", { class: "tiles", role: "list" }, children.map((tile) => h("li", {}, tile)));
}

function categoryTile(category, { county, choose }) {
    const title = county.categoryTitle(category.id);
    const onclick = () => choose(category.id);
    return h("button", { class: "tile", "data-category": category.id, onclick },
        categoryPicture(category.id, title), title);
}

function danger() {
    const numbers = ["110", "119", "120"];
    const links = numbers.map((number) =>
        h("a", { href: `tel:${number}`, class: "button-link" }, number));
    return h("div", { class: "notice stack" },
        h("p", {}, t("what.danger")), h("p", { class: "row" }, links));
}

/** What the list of own reports depends on. */
export function mineSignature({ outbox, county }) {
    return [county.description.version, document.documentElement.lang,
        ownReports(outbox).map((item) =>
            [item.key, item.state, statusLine(item), ago(item.about.at)])];
}

/** Makes the list of own reports, newest first. */
export function mineList({ outbox, county }) {
    const items = ownReports(outbox);
    if (items.length === 0) {
        return h("p", { class: "second" }, t("mine.none"));
    }
    return h("ul", { class: "cards", role: "list" },
        items.map((item) => h("li", {}, card(item, county))));
}

function ownReports(outbox) {
    return outbox.items.filter((item) => item.about.kind === "report").reverse();
}

function card(item, county) {
    const waitsLong = item.state === itemState.waiting
        && Date.now() - item.order > longWaitMs;
    const attributes = {
        href: `#mine/${item.key}`, class: `card ${item.state}`, "data-key": item.key,
        "data-state": item.state,
    };
    return h("a", attributes,
        h("strong", {}, county.categoryTitle(item.about.category)),
        h("span", {}, statusLine(item)),
        h("br"),
        h("span", { class: "second" },
            `${county.shortPlaceName(item.about.grid)} · ${ago(item.about.at)}`),
        waitsLong ? h("span", { class: "notice" }, t("item.waitingLong")) : null);
}
