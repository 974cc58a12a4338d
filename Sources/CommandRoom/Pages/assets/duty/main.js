// The responder's page: opens on the one live task.

import { read } from "../api.js";
import { everySecond, serverNow } from "../clock.js";
import { fresh, loadCounty, townshipOf } from "../county.js";
import { all, remove } from "../database.js";
import { byId, h, renderInto, setText } from "../dom.js";
import { addStrings, onLanguageChange, pick, t } from "../i18n.js";
import { followEvents } from "../live.js";
import { Outbox, itemState } from "../outbox.js";
import { startPhone } from "../phone.js";
import { currentPosition, positionBody } from "../position.js";
import { setSetting, setting } from "../settings.js";
import { coalesced } from "../timing.js";
import { pickView } from "./pick.js";
import { offerPush } from "./push.js";
import { strings } from "./strings.js";
import { stepPath, taskKey } from "./task.js";
import { dutySignature, dutyView, paintClocks } from "./view.js";

addStrings(strings);

const countyRetryMs = 5_000;
const refreshAfterMs = 300;
const refreshEveryMs = 30_000;
// A step is worth more than its position: it waits this long for it and no longer.
const positionWithinMs = 2_000;

const outbox = new Outbox();
const context = {
    outbox,
    county: null,
    responder: null,
    tasks: [],
    known: null,
    details: new Map(),
    names: new Map(),
    namedTownships: new Set(),
    chosen: null,
    followUps: [],
    takeStep,
    sendMediation: (task, body) => keep({
        path: `/incidents/${task.id}/mediation`, group: task.id, body,
        about: { kind: "step", step: "mediation", task: taskKey(task) },
    }),
    sendBack: (task, text) => keep({
        path: `/incidents/${task.id}/return`, group: task.id, body: { text },
        about: { kind: "step", step: "return", task: taskKey(task) },
    }),
    settleAct: (incident, number, body) => keep({
        path: `/incidents/${incident}/acts/${number}`, group: incident, body,
        about: { kind: "step", step: "act", act: `${incident}/${number}` },
    }),
    chooseTask: (key) => {
        context.chosen = key;
        show();
        scrollTo(0, 0);
    },
};

function responderID() {
    return new URLSearchParams(location.search).get("responder") ?? setting("responder");
}

function show() {
    if (!context.county) {
        return;
    }
    const main = byId("main");
    if (!responderID()) {
        renderInto(main, ["pick", document.documentElement.lang],
            () => pickView(context.county, chooseResponder));
    } else if (context.known !== null) {
        renderInto(main, dutySignature(context), () => dutyView(context));
        paintClocks(main);
    }
    document.title = `${main.querySelector("h1")?.textContent ?? ""} - ${t("page.duty")}`;
    setText(byId("me"), context.responder ? pick(context.responder.name) : "");
    byId("not-me").hidden = !responderID();
}

function chooseResponder({ id }) {
    setSetting("responder", id);
    location.search = `?responder=${encodeURIComponent(id)}`;
}

function forgetResponder() {
    setSetting("responder", null);
    location.search = "";
}

/** Keeps a step, at the time of the tap; it is sent when there is a network. */
async function takeStep(task, step, extra, photos = []) {
    const body = { occurredAt: new Date(serverNow()).toISOString() };
    for (const [name, value] of Object.entries(extra)) {
        if (value) {
            body[name] = value;
        }
    }
    if (step === "arrive") {
        const position = await currentPosition({ withinMs: positionWithinMs });
        if (position) {
            body.position = positionBody(position);
        }
    }
    await keep({
        path: stepPath(task.id, task.assignment.number, step), body, photos, group: task.id,
        about: { kind: "step", step, task: taskKey(task) },
    });
}

/** Keeps a command of this responder until it is delivered. */
async function keep(command) {
    const occurredAt = new Date(serverNow()).toISOString();
    try {
        await outbox.add({
            ...command, body: { occurredAt, ...command.body },
            actor: `responder:${responderID()}`,
        });
    } catch {
        byId("main").prepend(
            h("p", { class: "notice problem", role: "alert" }, t("storage.full")));
    }
}

async function refresh() {
    const id = encodeURIComponent(responderID());
    try {
        const { items } = await fresh(`tasks/${id}`, () => read(`/responders/${id}/assignments`));
        announceNew(items);
        context.tasks = items;
        await refreshDetails(items);
        await forgetDetails(items);
        const { items: followUps } = await fresh(`follow-ups/${id}`,
            () => read("/follow-ups", { responder: responderID() }));
        context.followUps = followUps;
        for (const { township } of followUps) {
            await loadNames(township);
        }
    } catch {
        // Nothing is known and nothing can be reached: the bar at the top says so.
        context.known ??= new Set();
    }
    await forgetDelivered();
    show();
}

async function refreshDetails(tasks) {
    for (const task of tasks) {
        await loadNames(task.township);
        if (context.details.get(task.id)?.version !== task.version) {
            const detail = await fresh(copyOfIncident(task.id), () => read(`/incidents/${task.id}`))
                .catch(() => undefined);
            if (detail) {
                context.details.set(task.id, detail);
            }
        }
    }
}

// What a phone holds of people is for the task at hand only.
async function forgetDetails(tasks) {
    const needed = new Set(tasks.map(({ id }) => copyOfIncident(id)));
    const copies = await all("copies").catch(() => []);
    for (const { id } of copies) {
        if (id.startsWith(copyOfIncident("")) && !needed.has(id)) {
            await remove("copies", id);
        }
    }
}

function copyOfIncident(id) {
    return `incident/${id}`;
}

function announceNew(tasks) {
    const keys = tasks.map(taskKey);
    const added = tasks.filter((task) => context.known && !context.known.has(taskKey(task)));
    if (added.length > 0) {
        setText(byId("announcement"), t("duty.new", {
            category: context.county.categoryTitle(added[0].category),
            place: context.county.placeName(added[0].grid),
        }));
    }
    context.known = new Set(keys);
}

// The server's own state holds from here on; a delivered step has nothing more to say.
async function forgetDelivered() {
    const delivered = outbox.items.filter(({ about, state }) =>
        about.kind === "step" && state === itemState.delivered);
    for (const { key } of delivered) {
        await outbox.discard(key);
    }
}

// Names of people and places are read once for each township that a task is in.
async function loadNames(township) {
    if (context.namedTownships.has(township)) {
        return;
    }
    context.namedTownships.add(township);
    try {
        const { items } = await fresh(`responders/${township}`,
            () => read("/responders", { township }));
        items.forEach(({ id, name }) => context.names.set(id, name));
        await context.county.areas(township, "community");
    } catch {
        // Without them people are named by their role and places by their number.
        context.namedTownships.delete(township);
    }
}

async function loadResponder() {
    try {
        const { items } = await fresh("responders", () => read("/responders"));
        context.responder = items.find(({ id }) => id === responderID()) ?? null;
    } catch {
        // The page works without the person's own name.
    }
}

async function start() {
    startPhone({ outbox, isBusy: () => outbox.waiting.length > 0 });
    byId("not-me").addEventListener("click", forgetResponder);
    await outbox.start();
    onLanguageChange(show);
    addEventListener("largetypechange", show);
    await startCounty();
}

async function startCounty() {
    try {
        context.county = await loadCounty({
            preferCopy: true,
            onFresh: (county) => {
                context.county = county;
                show();
            },
        });
    } catch {
        byId("main").replaceChildren(h("p", { class: "notice problem" }, t("error.county")));
        setTimeout(startCounty, countyRetryMs);
        return;
    }
    byId("exercise").hidden = !context.county.description.exercise;
    show();
    if (responderID()) {
        await startTasks();
    }
}

async function startTasks() {
    setSetting("responder", responderID());
    await loadResponder();
    await refresh();
    const refreshSoon = coalesced(refreshAfterMs, refresh);
    outbox.addEventListener("change", () => {
        show();
        if (outbox.items.some(({ state }) => state === itemState.delivered)) {
            refreshSoon();
        }
    });
    const coverage = context.responder?.coverage ?? [];
    const township = coverage.length === 1 ? townshipOf(coverage[0]) : undefined;
    followEvents({ township: township?.endsWith("000000") ? undefined : township }, {
        onEvent: refreshSoon, onState: () => {}, onReset: refreshSoon,
    });
    setInterval(refreshSoon, refreshEveryMs);
    document.addEventListener("visibilitychange", refreshSoon);
    everySecond(() => paintClocks(byId("main")));
    await offerPush(responderID());
}

start();
