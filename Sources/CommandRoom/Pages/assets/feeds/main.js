// The page of the feeds: each data item, how old its data is against its promise, and why.

import { Problem, post, read } from "../api.js";
import { loadCounty } from "../county.js";
import { byId, renderInto, setText } from "../dom.js";
import { showFailures } from "../failure.js";
import {
    addStrings, applyLanguage, language, onLanguageChange, pick, setLanguage, t,
} from "../i18n.js";
import { strings } from "./strings.js";
import { feedsTable } from "./table.js";

addStrings(strings);

const refreshMs = 2_000;
const actor = "operator:feeds";
let feeds = null;

async function load() {
    try {
        feeds = await read("/feeds");
        show();
    } catch (error) {
        tell("feeds.failed", error);
    }
    setTimeout(load, refreshMs);
}

/** Ends a quarantine, once somebody has looked at why it is there. */
async function release(item) {
    if (!confirm(t("feeds.confirmRelease", { item: pick(item.meaning) }))) {
        return;
    }
    try {
        await post(`/feeds/${item.id}/release`, "{}", { key: crypto.randomUUID(), actor });
    } catch (error) {
        alert(tell("feeds.notReleased", error));
    }
}

function tell(name, error) {
    const why = error instanceof Problem ? error.words : t("error.unreachable");
    const words = t(name, { why });
    setText(byId("message"), words);
    return words;
}

function show() {
    document.title = t("feeds.title");
    if (!feeds) {
        return;
    }
    const { polled, items } = feeds;
    const fresh = items.filter(({ state }) => state === "fresh").length;
    const odd = items.filter(({ state }) => !["fresh", "waiting"].includes(state)).length;
    setText(byId("message"), polled
        ? t("feeds.summary", { n: items.length, fresh, odd })
        : t("feeds.unpolled", { n: items.length }));
    renderInto(byId("table"), [language, items], () => feedsTable(items, release));
}

async function start() {
    showFailures();
    applyLanguage();
    byId("language").addEventListener("click", () => setLanguage(language === "zh" ? "en" : "zh"));
    onLanguageChange(show);
    const county = await loadCounty().catch(() => null);
    byId("exercise").hidden = !county?.description.exercise;
    load();
}

start();
