// The operator's page: queue, incident, map.

import { everySecond } from "../clock.js";
import { loadCounty } from "../county.js";
import { byId, h, setText } from "../dom.js";
import { showFailures } from "../failure.js";
import { addStrings, applyLanguage, language, onLanguageChange, setLanguage, t }
    from "../i18n.js";
import { followEvents } from "../live.js";
import { setSetting, setting } from "../settings.js";
import { coalesced } from "../timing.js";
import { announceNew, forgetAnnounced } from "./announcer.js";
import { watchChannels } from "./channels.js";
import { Detail } from "./detail.js";
import { Filters } from "./filters.js";
import { drawFollowUps, startFollowUps } from "./follow-ups.js";
import { Incidents } from "./incidents.js";
import { setSingleKeys, singleKeysOn, startKeys } from "./keys.js";
import { waitsForDesk } from "./limits.js";
import { paintLiveState, setLiveState } from "./live-state.js";
import { DeskMap } from "./map.js";
import { People } from "./people.js";
import { Queue } from "./queue.js";
import { showRuleAlert } from "./rule-alert.js";
import { startRoster } from "./roster.js";
import { rosterStrings } from "./roster-strings.js";
import { startSearch } from "./search.js";
import { strings } from "./strings.js";

addStrings(strings);
addStrings(rosterStrings);

const retryMs = 5_000;
const firstLoadWithinMs = 2_000;
// Soon enough for a person, and seldom enough for thousands of incidents.
const paintAfterMs = 200;
// As in desk.css: the incident stands below the queue, out of sight.
const stacked = matchMedia("(max-width: 45em)");

/** The desk: holds the parts together and paints them in one place. */
class Desk {
    #county;
    #incidents = new Incidents();
    #filters;
    #queue;
    #detail;
    #people;
    #map;
    #search;
    #isPaused = false;
    #areasRead = 0;

    async start(county) {
        this.#county = county;
        const context = this.#makeContext();
        this.#people = context.people = new People(context);
        this.#detail = new Detail(context);
        startRoster(context);
        this.#filters = new Filters(county, (name) => this.#filterChanged(name));
        this.#queue = new Queue(context);
        this.#map = new DeskMap(context);
        this.#search = startSearch({
            query: () => this.#filters.query, show: (found) => this.#showFound(found),
        });
        this.#incidents.addEventListener("change", () => this.#changed());
        byId("exercise").hidden = !county.description.exercise;
        this.#startControls();
        this.#startLive();
        startFollowUps(context);
        onLanguageChange(() => drawFollowUps(context));
        everySecond(() => this.#tick());
        await this.#people.start();
        await this.#readAreas();
    }

    #makeContext() {
        return {
            county: () => this.#county,
            incident: (id) => this.#incidents.get(id),
            incidents: () => this.#incidents.all,
            select: () => this.#shown(),
            openID: () => this.#detail.id,
            open: (id) => this.#open(id),
            shown: () => this.#detail.incident,
            take: (incident) => {
                this.#incidents.take(incident);
                this.#detail.take(incident);
            },
            areasRead: () => this.#areasRead,
            peopleChanged: () => this.#changed(),
        };
    }

    #shown() {
        return this.#incidents.all.filter((each) => this.#filters.accepts(each));
    }

    #startLive() {
        const reload = async () => {
            await this.#incidents.reload(this.#filters.township);
            if (this.#detail.id) {
                this.#detail.refresh();
            }
            this.#openFromAddress();
        };
        let hasLoaded = false;
        followEvents({}, {
            onEvent: ({ subject, partitionkey }) => {
                if (subject?.startsWith("incidents/")) {
                    const township = this.#county.area(partitionkey) ? partitionkey : undefined;
                    this.#incidents.noteChange(subject.slice("incidents/".length), township);
                }
            },
            onState: setLiveState,
            onReset: () => {
                hasLoaded = true;
                reload();
            },
        });
        // Where the stream does not come up, the list is still worth reading.
        setTimeout(() => !hasLoaded && reload(), firstLoadWithinMs);
    }

    // Names of communities and grids come township by township; rows show codes until then.
    async #readAreas() {
        for (const { code } of this.#county.townships) {
            try {
                const communities = await this.#county.areas(code, "community");
                const grids = await this.#county.areas(code, "grid");
                this.#map.drawAreas([...communities, ...grids]);
            } catch {
                continue;
            }
            this.#areasRead += 1;
            this.#changed();
        }
    }

    #open(id) {
        const known = this.#incidents.get(id);
        this.#detail.open(id, known).then(() => this.#changed());
        history.replaceState(null, "", `${location.pathname}${location.search}#${id}`);
        this.#queue.setActive(id);
        this.#map.update(this.#shown(), id);
        this.#map.reveal(id);
        byId("incident-back").hidden = !stacked.matches;
        if (stacked.matches) {
            byId("incident").scrollIntoView({ block: "start" });
            byId("incident").focus({ preventScroll: true });
        }
    }

    #openFromAddress() {
        const id = location.hash.slice(1);
        if (id && !this.#detail.id) {
            this.#open(id);
        }
    }

    /** Something may have changed: everything is painted once, a moment later. */
    #changed = coalesced(paintAfterMs, () => requestAnimationFrame(() => this.#paint()));

    #paint() {
        if (this.#isPaused) {
            return;
        }
        const openIncident = this.#incidents.get(this.#detail.id);
        if (openIncident) {
            this.#detail.take(openIncident);
        }
        this.#detail.draw();
        this.#queue.update();
        this.#people.draw(this.#detail.incident);
        const all = this.#incidents.all;
        this.#map.update(this.#shown(), this.#detail.id);
        announceNew(all);
        showRuleAlert(all, this.#county, (id) => this.#open(id));
        const waiting = all.filter((each) => each.stage !== "closed" && waitsForDesk(each)).length;
        setText(byId("calls"), t("desk.calls", { n: waiting }));
        byId("queue-capped").hidden = !this.#incidents.isCapped;
        setText(byId("queue-capped"), t("queue.capped", { n: all.length }));
    }

    #tick() {
        paintLiveState();
        if (!this.#isPaused) {
            this.#queue.update();
            this.#detail.paintClocks();
        }
    }

    async #filterChanged(name) {
        if (name === "township") {
            forgetAnnounced();
            await this.#incidents.reload(this.#filters.township);
        }
        if (this.#search.isActive()) {
            this.#search.again();
        }
        this.#queue.update({ force: true });
        this.#changed();
    }

    #showFound(found) {
        found?.forEach((incident) => this.#incidents.take(incident));
        this.#queue.showFixed(found?.map(({ id }) => id) ?? null);
    }

    #startControls() {
        byId("incident-back").addEventListener("click", () => {
            document.querySelector(".queue").scrollIntoView({ block: "start" });
            this.#queue.focus();
        });
        byId("language").addEventListener("click", () =>
            setLanguage(language === "zh" ? "en" : "zh"));
        onLanguageChange(() => {
            this.#filters.fill(this.#county);
            this.#queue.redraw();
            this.#paintPause();
            this.#changed();
            paintLiveState();
        });
        byId("pause").addEventListener("click", () => {
            this.#isPaused = !this.#isPaused;
            this.#paintPause();
            this.#changed();
        });
        this.#paintPause();
        startKeys({
            queue: this.#queue,
            openActive: () => this.#queue.active && this.#open(this.#queue.active),
            search: () => byId("search").select(),
            help: () => byId("help-dialog").showModal(),
            escape: () => this.#escape(),
            joinOrPart: () => this.#detail.joinOrPart(),
        });
        startDialogs();
    }

    #paintPause() {
        const button = byId("pause");
        button.setAttribute("aria-pressed", this.#isPaused);
        setText(button, t(this.#isPaused ? "desk.resume" : "desk.pause"));
        byId("paused").hidden = !this.#isPaused;
    }

    #escape() {
        if (this.#search.isActive()) {
            this.#search.clear();
        }
        this.#queue.focus();
    }
}

function startDialogs() {
    byId("help").addEventListener("click", () => byId("help-dialog").showModal());
    byId("settings").addEventListener("click", () => byId("settings-dialog").showModal());
    const name = byId("operator-name");
    name.value = setting("operatorName") ?? "";
    name.addEventListener("input", () => setSetting("operatorName", name.value.trim()));
    const keys = byId("single-keys");
    keys.checked = singleKeysOn();
    keys.addEventListener("change", () => setSingleKeys(keys.checked));
}

async function start() {
    showFailures();
    applyLanguage();
    document.title = t("desk.title");
    onLanguageChange(() => { document.title = t("desk.title"); });
    let county;
    try {
        county = await loadCounty();
    } catch {
        byId("incident-none").replaceChildren(
            h("span", { class: "notice problem" }, t("error.county")));
        setTimeout(start, retryMs);
        return;
    }
    watchChannels();
    await new Desk().start(county);
}

start();
