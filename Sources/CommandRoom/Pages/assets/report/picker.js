// Choosing a grid by its name: township, community, grid. It needs no map and no position.

import { h } from "../dom.js";
import { locale, pick, t } from "../i18n.js";
import { distanceMetres } from "../geo.js";

const filterFrom = 8;

/** Shows the choice in `place`; calls `onChoose` with the code of a grid or community. */
export function showPicker(place, county, { position, onChoose }) {
    const levels = [];

    async function showLevel() {
        const outer = levels.at(-1);
        const level = ["township", "community", "grid"][levels.length];
        const areas = await areasOf(outer, level);
        // A community without grids of its own is chosen as a whole.
        if (level === "grid" && areas?.length === 0) {
            onChoose(outer.code);
            return;
        }
        const heading = h("h2", { tabindex: "-1" }, t(`where.${level}`));
        place.replaceChildren(
            heading,
            ...upButton(),
            ...(areas ? choices(areas) : [h("p", { class: "notice" }, t("where.unread"))]),
            ...wholeButton(outer, level));
        heading.focus();
    }

    async function areasOf(outer, level) {
        if (!outer) {
            return nearestFirst(county.townships, position());
        }
        try {
            return nearestFirst(await county.areas(outer.code, level), position());
        } catch {
            return null;
        }
    }

    function upButton() {
        const up = () => {
            levels.pop();
            showLevel();
        };
        const names = levels.map(({ name }) => pick(name)).join(" · ");
        return levels.length === 0 ? [] : [h("p", { class: "row" },
            h("b", {}, names), h("button", { onclick: up }, t("where.up")))];
    }

    function choices(areas) {
        const buttons = areas.map((area) => areaButton(area));
        const list = h("ul", { class: "choices", role: "list" },
            buttons.map((button) => h("li", {}, button)));
        return areas.length < filterFrom ? [list] : [filterField(buttons), list];
    }

    function areaButton(area) {
        const choose = () => {
            if (levels.length === 2) {
                onChoose(area.code);
            } else {
                levels.push(area);
                showLevel();
            }
        };
        return h("button", { onclick: choose, "data-code": area.code }, pick(area.name));
    }

    // Only a community or a grid can be reported, never a whole township.
    function wholeButton(outer, level) {
        const choose = () => onChoose(outer.code);
        return level !== "grid" ? [] : [h("button", { class: "plain", onclick: choose },
            t("where.whole", { name: pick(outer.name) }))];
    }

    showLevel();
}

function filterField(buttons) {
    const filter = ({ target }) => {
        const wanted = target.value.trim().toLowerCase();
        for (const button of buttons) {
            button.parentElement.hidden = !button.textContent.toLowerCase().includes(wanted);
        }
    };
    return h("label", { class: "stack" }, h("span", {}, t("where.filter")),
        h("input", { type: "search", autocomplete: "off", oninput: filter }));
}

function nearestFirst(areas, position) {
    const collator = new Intl.Collator(locale() === "zh-CN" ? "zh-Hans-CN" : "en");
    const distance = ({ centre }) =>
        position && centre ? distanceMetres(position, centre) : Infinity;
    return areas
        .map((area) => ({ area, distance: distance(area) }))
        .sort((a, b) => compareDistances(a, b) || byCodeOrName(a.area, b.area, collator))
        .map(({ area }) => area);
}

// Grids are counted, so that their codes are in the order that people expect.
function byCodeOrName(a, b, collator) {
    return a.level === "grid"
        ? a.code.localeCompare(b.code)
        : collator.compare(pick(a.name), pick(b.name));
}

// Two areas without a distance are equally far; subtracting their infinities would not say so.
function compareDistances(a, b) {
    return a.distance === b.distance ? 0 : a.distance - b.distance;
}
