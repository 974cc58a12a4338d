// The page of the feeds: each data item, how old its data is against its promise, and why.

import { Problem, read } from "../api.js";
import { loadCounty } from "../county.js";
import { byId, renderInto, setText } from "../dom.js";
import { showFailures } from "../failure.js";
import { addStrings, applyLanguage, language, onLanguageChange, setLanguage, t } from "../i18n.js";
import { strings } from "./strings.js";
import { feedsTable } from "./table.js";

addStrings(strings);

const refreshMs = 2_000;
let feeds = null;

async function load() {
    try {
        feeds = await read("/feeds");
        show();
    } catch (error) {
        const why = error instanceof Problem ? error.words : t("error.unreachable");
        setText(byId("message"), t("feeds.failed", { why }));
    }
    setTimeout(load, refreshMs);
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
    renderInto(byId("table"), [language, items], () => feedsTable(items));
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
