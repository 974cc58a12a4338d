// The start page: a door for each kind of person.

import { clockSpeed } from "../clock.js";
import { loadCounty } from "../county.js";
import { byId, setText } from "../dom.js";
import { showFailures } from "../failure.js";
import { addStrings, applyLanguage, language, onLanguageChange, pick, setLanguage, t }
    from "../i18n.js";
import { strings } from "./strings.js";

addStrings(strings);

let county = null;

function show() {
    const title = county
        ? t("start.title", { county: pick(county.description.name) })
        : t("product");
    setText(byId("county"), title);
    document.title = title;
    byId("demo").hidden = clockSpeed() === 1;
    setText(byId("demo"), t("start.speed", { n: clockSpeed() }));
    byId("exercise").hidden = !county?.description.exercise;
}

async function start() {
    showFailures();
    applyLanguage();
    byId("language").addEventListener("click", () => setLanguage(language === "zh" ? "en" : "zh"));
    onLanguageChange(show);
    show();
    county = await loadCounty().catch(() => null);
    show();
}

start();
