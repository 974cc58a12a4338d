// The keyboard. Single keys work in the queue only, and can be switched off altogether.

import { byId, h } from "../dom.js";
import { onLanguageChange, t } from "../i18n.js";
import { setSetting, setting } from "../settings.js";

const regions = ["queue-grid", "incident", "map-region"];

/** Whether single keys are on. */
export function singleKeysOn() {
    return setting("singleKeys") !== false;
}

/** Switches single keys. */
export function setSingleKeys(isOn) {
    setSetting("singleKeys", isOn);
}

// The one table of keys: the handler and the help both come from it.
function keyTable({ queue, openActive, search, help, joinOrPart }) {
    return [
        { code: "KeyJ", label: "J", words: "help.move", run: () => queue.move(1) },
        { code: "KeyK", label: "K", run: () => queue.move(-1) },
        { code: "KeyM", label: "M", words: "help.join", run: joinOrPart },
        { code: "Period", label: ".", words: "help.apply", run: () => queue.applyOrder() },
        { code: "Slash", label: "/", words: "help.search", anywhere: true, run: search },
        { code: "Slash", shift: true, label: "?", words: "help.help", anywhere: true, run: help },
        { key: "ArrowDown", label: "↓", plain: true, run: () => queue.move(1) },
        { key: "ArrowUp", label: "↑", plain: true, run: () => queue.move(-1) },
        { key: "Enter", label: "Enter", words: "help.open", plain: true, run: openActive },
    ];
}

/**
 * Handles a key unless an input method is composing: the Enter that commits a Chinese candidate,
 * and the letters before it, are the input method's own. 229 is its key code where
 * `isComposing` is already false.
 */
export function onKey(target, handler) {
    target.addEventListener("keydown", (event) => {
        if (!event.isComposing && event.keyCode !== 229) {
            handler(event);
        }
    });
}

/** Connects the keys of the desk. */
export function startKeys(actions) {
    const table = keyTable(actions);
    onKey(document, (event) => {
        if (event.key === "F6") {
            event.preventDefault();
            cycleRegions(event.shiftKey ? -1 : 1);
        } else if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
            actions.escape();
        } else {
            runFromTable(table, event);
        }
    });
    fillHelp(table);
    onLanguageChange(() => fillHelp(table));
}

function runFromTable(table, event) {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
        return;
    }
    const inQueue = byId("queue-grid").contains(event.target);
    const row = table.find((each) => matches(each, event) && (inQueue || each.anywhere));
    if (row && (row.plain || singleKeysOn())) {
        event.preventDefault();
        row.run();
    }
}

function matches({ code, key, shift = false }, event) {
    if (key) {
        return event.key === key;
    }
    // A Chinese layout gives 、 and 。 and ? on the same keys.
    return event.code === code && event.shiftKey === shift;
}

function isTyping(target) {
    return target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}

function cycleRegions(by) {
    const at = regions.findIndex((id) => byId(id).contains(document.activeElement));
    const next = at < 0 ? 0 : (at + by + regions.length) % regions.length;
    byId(regions[next]).focus({ preventScroll: true });
}

function fillHelp(table) {
    const fixed = [
        { label: "F6", words: "help.regions" }, { label: "Esc", words: "help.escape" },
    ];
    const lines = [...table, ...fixed];
    const labels = (words) => words === "help.move"
        ? "J K ↓ ↑" : lines.find((line) => line.words === words).label;
    byId("help-list").replaceChildren(...lines.filter(({ words }) => words).flatMap(({ words }) =>
        [h("dt", {}, h("kbd", {}, labels(words))), h("dd", {}, t(words))]));
}
