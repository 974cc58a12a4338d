// The forecast of coverage: a map of the grids, by hour, and the table of those that are short.

import { read } from "../api.js";
import { h } from "../dom.js";
import { list, locale, pick, t } from "../i18n.js";

const shownAtMost = 60;
const levels = ["short", "substituted", "full"];

/** Puts the section's heading and its button; the forecast itself is made on demand. */
export function showCoverage(place, county) {
    const content = h("div", {});
    const button = h("button", {
        type: "button",
        onclick: async () => {
            button.disabled = true;
            try {
                show(content, await read("/roster/coverage", {}, { timeoutMs: 60_000 }), county);
            } catch (error) {
                content.replaceChildren(h("p", { class: "late" }, error.words ?? error.message));
            } finally {
                button.disabled = false;
            }
        },
    }, t("coverage.show"));
    place.replaceChildren(h("h2", {}, t("coverage.title")),
        h("p", { class: "second" }, t("coverage.about")), button, content);
}

function show(place, forecast, county) {
    const { from, hours, needs, grids } = forecast;
    const start = new Date(from).getTime();
    const time = new Intl.DateTimeFormat(locale(), {
        timeZone: county.description.timeZone, weekday: "short", day: "numeric", month: "numeric",
        hour: "2-digit", minute: "2-digit",
    });
    const slider = h("input", { type: "range", min: -1, max: hours - 1, value: -1 });
    const when = h("output", {}, t("coverage.whole"));
    const map = h("div", {
        class: "coverage-map", role: "img", "aria-label": t("coverage.map"),
    });
    place.replaceChildren(
        h("ul", {}, needs.map(({ roles, withinSeconds }) => h("li", {}, t("coverage.need", {
            roles: list(roles.map((role) => county.roleTitle(role))),
            minutes: Math.round(withinSeconds / 60),
        })))),
        h("label", {}, t("coverage.hour"), " ", slider, " ", when),
        h("p", { class: "legend" }, levels.map((level) => h("span", {},
            h("i", { class: `swatch coverage-${level}` }), t(`coverage.${level}`)))),
        map, table(grids, hours, county));
    const paint = drawMap(map, grids);
    slider.addEventListener("input", () => {
        const hour = Number(slider.value);
        when.textContent = hour < 0
            ? t("coverage.whole") : time.format(new Date(start + hour * 3_600_000));
        paint(hour);
    });
}

/** Draws a dot for each grid with a centre; gives the function that colours them for an hour. */
function drawMap(place, grids) {
    const L = globalThis.L;
    const placed = grids.filter(({ centre }) => centre);
    if (!L || placed.length === 0) {
        place.hidden = true;
        return () => {};
    }
    const style = getComputedStyle(document.documentElement);
    const colours = ["--urgency-1", "--urgency-2", "--urgency-3"].map((name) =>
        style.getPropertyValue(name).trim());
    const map = L.map(place, {
        preferCanvas: true, attributionControl: false, minZoom: 8, maxZoom: 16, zoomSnap: 0.5,
    });
    const points = placed.map(({ centre }) => [centre.latitude, centre.longitude]);
    const dots = placed.map((grid, index) =>
        L.circleMarker(points[index], { radius: 5, weight: 1, fillOpacity: 0.7 })
            .bindTooltip(pick(grid.name)).addTo(map));
    map.fitBounds(L.latLngBounds(points), { padding: [16, 16] });
    const paint = (hour) => dots.forEach((dot, index) => {
        const each = placed[index].levels;
        const level = hour < 0 ? Math.min(...each) : Number(each[hour]);
        dot.setStyle({ color: colours[level], fillColor: colours[level] });
    });
    paint(-1);
    return paint;
}

function table(grids, hours, county) {
    const short = grids.filter(({ coveredHours }) => coveredHours < hours)
        .sort((one, other) => one.coveredHours - other.coveredHours);
    const rest = short.length - shownAtMost;
    const label = t("coverage.title");
    return h("div", { class: "table", tabindex: 0, role: "region", "aria-label": label },
        h("p", {}, t("coverage.count", { n: short.length, total: grids.length })),
        h("table", {},
            h("thead", {}, h("tr", {}, ["grid", "covered", "missing"].map((name) =>
                h("th", { scope: "col" }, t(`coverage.${name}`))))),
            h("tbody", {}, short.slice(0, shownAtMost).map((grid) => h("tr", {},
                h("th", { scope: "row" }, pick(grid.name)),
                h("td", {}, `${grid.coveredHours}/${hours}`),
                h("td", {}, list(grid.missing.map((role) => county.roleTitle(role)))))))),
        rest > 0 ? h("p", { class: "second" }, t("coverage.more", { n: rest })) : null);
}
