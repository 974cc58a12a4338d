// The worker's page: what, where, say. Each step has its own address, so that Back works.

import { loadCounty } from "../county.js";
import { byId, h, renderInto } from "../dom.js";
import { addStrings, onLanguageChange, t } from "../i18n.js";
import { Outbox } from "../outbox.js";
import { startPhone } from "../phone.js";
import { currentPosition } from "../position.js";
import { everySecond } from "../clock.js";
import { changeDraft, currentDraft, restoreDraft } from "./draft.js";
import { followOwnReports } from "./follow.js";
import { homeView, mineList, mineSignature } from "./home.js";
import { fillHappened, mineDetail, mineDetailSignature, mineView } from "./mine.js";
import { homeGrid } from "./profile.js";
import { profileView } from "./profile-view.js";
import { sayView } from "./say.js";
import { strings } from "./strings.js";
import { whereView } from "./where.js";

addStrings(strings);

const countyRetryMs = 5_000;
const outbox = new Outbox();
const context = {
    outbox,
    county: null,
    position: { state: "searching", found: null, onChange: () => {} },
    show,
    choose,
    go: (hash) => { location.hash = hash; },
    replace: (hash) => {
        history.replaceState(null, "", hash);
        show();
    },
    backLink: (hash) => h("a", { href: hash, class: "back" }, `← ${t("back")}`),
};

function route() {
    const [name, argument] = location.hash.slice(1).split("/");
    const draft = currentDraft();
    // An address of a later step without its earlier answers leads to the first question.
    if ((name === "where" && !draft?.category) || (name === "say" && !draft?.grid)) {
        return { name: draft?.category ? "where" : "" };
    }
    return { name, argument };
}

function view({ name, argument }) {
    switch (name) {
    case "where": return whereView(context);
    case "say": return sayView(context);
    case "mine": return mineView(context, argument);
    case "profile": return profileView(context);
    default: return homeView(context);
    }
}

/** Shows the step that the address names. */
function show() {
    if (!context.county) {
        return;
    }
    const main = byId("main");
    main.replaceChildren(...view(route()).filter(Boolean));
    const heading = main.querySelector("h1");
    document.title = `${heading.textContent} - ${t("page.report")}`;
    showLiveParts();
}

function showLiveParts() {
    const mine = document.querySelector("#mine");
    if (mine) {
        renderInto(mine, mineSignature(context), () => mineList(context));
    }
    const detail = document.querySelector("#mine-item");
    if (detail) {
        showMine(detail, route().argument);
    }
}

function showMine(detail, key) {
    renderInto(detail, mineDetailSignature(context, key), () => {
        const incident = outbox.items.find((item) => item.key === key)?.incident;
        if (incident) {
            fillHappened(byId("mine-happened"), incident);
        }
        return mineDetail(context, key);
    });
}

/** The first tap: the category; the position begins to be looked for, and nobody waits. */
async function choose(category) {
    if (currentDraft()?.category !== category) {
        await changeDraft({ category, answers: {} });
    }
    findPosition();
    context.go("#where");
}

async function findPosition() {
    const { position } = context;
    const found = await currentPosition();
    position.found = found ?? position.found;
    position.state = position.found ? "found" : "none";
    position.onChange();
}

async function start() {
    startPhone({ outbox, isBusy: () => route().name === "where" || route().name === "say" });
    await restoreDraft();
    await outbox.start();
    outbox.addEventListener("change", showLiveParts);
    addEventListener("hashchange", () => {
        show();
        byId("main").querySelector("h1")?.focus();
        scrollTo(0, 0);
    });
    addEventListener("largetypechange", show);
    onLanguageChange(show);
    await startCounty();
}

async function startCounty() {
    try {
        context.county = await loadCounty({ preferCopy: true, onFresh: takeCounty });
    } catch {
        byId("main").replaceChildren(h("p", { class: "notice problem" }, t("error.county")));
        setTimeout(startCounty, countyRetryMs);
        return;
    }
    byId("exercise").hidden = !context.county.description.exercise;
    await rememberHome();
    show();
    everySecond(showLiveParts);
    followOwnReports(outbox, homeGrid());
}

function takeCounty(county) {
    context.county = county;
    showLiveParts();
}

// The own township's names must be on the device before the network is gone.
async function rememberHome() {
    const grid = homeGrid();
    if (grid) {
        await context.county.areas(`${grid.slice(0, 9)}000`, "community").catch(() => []);
        await context.county.areas(grid.slice(0, 12), "grid").catch(() => []);
    }
}

start();
