// The map: dots for townships, communities, grids and incidents on a plain ground. There are no
// tiles, since the county's network reaches no tile server; all is brought to WGS-84. Leaflet
// draws on one canvas: thousands of elements of their own would stop the page.

import { byId } from "../dom.js";
import { toWGS84 } from "../geo.js";
import { onLanguageChange, pick, t } from "../i18n.js";

const incidentRadius = 7;
const chosenRadius = 12;
const spreadMetres = 400;
const countySeat = [29.137, 118.415];
const metresPerDegree = 111_320;

/** Shows the county and its incidents; without Leaflet it says so and the desk works on. */
export class DeskMap {
    #leaflet = globalThis.L;
    #map;
    #context;
    #markers = new Map();
    #ring;
    #isMovedByPerson = false;
    #bounds;
    #names = [];
    #colours;

    constructor(context) {
        this.#context = context;
        if (!this.#leaflet) {
            byId("map").hidden = true;
            byId("map-failed").hidden = false;
            return;
        }
        this.#colours = readColours();
        this.#start();
    }

    #start() {
        const L = this.#leaflet;
        const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
        this.#map = L.map(byId("map"), {
            preferCanvas: true, attributionControl: false, zoomControl: false,
            minZoom: 8, maxZoom: 18, zoomSnap: 0.5, zoomAnimation: !still, fadeAnimation: !still,
            inertia: !still,
        });
        const zoom = L.control.zoom({
            zoomInTitle: t("desk.zoomIn"), zoomOutTitle: t("desk.zoomOut"),
        });
        zoom.addTo(this.#map);
        this.#drawTownships();
        this.fit();
        // Only gestures count: the map's own movements come without an input event.
        const moved = () => { this.#isMovedByPerson = true; };
        ["pointerdown", "wheel", "keydown"].forEach((name) =>
            byId("map").addEventListener(name, moved, { passive: true }));
        byId("map-fit").addEventListener("click", () => this.fit());
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
            this.#colours = readColours();
            this.#markers.forEach(({ circle, severity }) =>
                circle.setStyle(this.#style(severity)));
        });
        new ResizeObserver(() => this.#map.invalidateSize({ pan: false })).observe(byId("map"));
    }

    #drawTownships() {
        const L = this.#leaflet;
        const points = [];
        for (const township of this.#context.county().townships) {
            if (township.centre) {
                const point = latLng(township.centre);
                points.push(point);
                const dot = L.circleMarker(point, {
                    radius: 4, weight: 1, color: this.#colours.second, fillOpacity: 0.4,
                    interactive: false,
                });
                dot.bindTooltip(pick(township.name), {
                    permanent: true, direction: "top", className: "township-name", offset: [0, -4],
                });
                dot.addTo(this.#map);
                this.#names.push({ tooltip: dot.getTooltip(), township });
            }
        }
        this.#map.on("zoomend", () => this.#thinNames());
        onLanguageChange(() => {
            this.#names.forEach(({ tooltip, township }) => tooltip.setContent(pick(township.name)));
            this.#thinNames();
        });
        this.#bounds = points.length > 0 ? L.latLngBounds(points).pad(0.12) : null;
    }

    /** Hides the names that would stand on another; the dots stay, and zooming in shows them. */
    #thinNames() {
        const shown = [];
        // The first zoom ends before Leaflet has made the elements.
        const elements = this.#names.map(({ tooltip }) => tooltip.getElement()).filter(Boolean);
        for (const element of elements) {
            element.hidden = false;
            const box = element.getBoundingClientRect();
            element.hidden = shown.some((other) => overlap(box, other));
            if (!element.hidden) {
                shown.push(box);
            }
        }
    }

    /** Draws the centres of communities and grids, once their list has been read. */
    drawAreas(areas) {
        for (const { centre, name, level } of areas) {
            if (this.#map && centre) {
                const dot = this.#leaflet.circleMarker(latLng(centre), {
                    radius: level === "grid" ? 1.5 : 2.5, weight: 0, fillOpacity: 0.5,
                    fillColor: this.#colours.second,
                });
                dot.bindTooltip(() => pick(name)).addTo(this.#map);
            }
        }
    }

    /** Shows the whole county, and follows no gesture any more. */
    fit() {
        if (this.#map) {
            this.#isMovedByPerson = false;
            if (this.#bounds) {
                this.#map.fitBounds(this.#bounds, { animate: false });
            } else {
                this.#map.setView(countySeat, 10);
            }
            this.#thinNames();
        }
    }

    /** Brings the incidents' markers up to date. */
    update(incidents, chosen) {
        if (!this.#map) {
            return;
        }
        const present = new Set();
        const stacked = new Map();
        for (const incident of incidents) {
            const point = this.#place(incident, stacked);
            if (point) {
                present.add(incident.id);
                this.#draw(incident, point);
            }
        }
        for (const [id, { circle }] of this.#markers) {
            if (!present.has(id)) {
                circle.remove();
                this.#markers.delete(id);
            }
        }
        this.#drawRing(chosen);
    }

    // Without a position an incident stands near its area's centre; several form a small spiral,
    // each in the order of its number, so that none hides another and none moves.
    #place(incident, stacked) {
        if (incident.position) {
            return latLng(incident.position);
        }
        const known = this.#markers.get(incident.id);
        if (known) {
            return known.circle.getLatLng();
        }
        const centre = this.#context.county().centre(incident.grid);
        if (!centre) {
            return null;
        }
        const key = `${centre.latitude},${centre.longitude}`;
        const place = stacked.get(key) ?? incident.number % 40 + 1;
        stacked.set(key, place + 1);
        return spread(latLng(centre), place);
    }

    #draw(incident, point) {
        const known = this.#markers.get(incident.id);
        if (!known) {
            this.#add(incident, point);
        } else if (known.severity !== incident.severity) {
            known.severity = incident.severity;
            known.circle.setStyle(this.#style(incident.severity));
        }
    }

    #add(incident, point) {
        const circle = this.#leaflet.circleMarker(point, {
            radius: incidentRadius, weight: 2, fillOpacity: 0.85, ...this.#style(incident.severity),
        });
        circle.bindTooltip(() => this.#name(incident.id));
        circle.on("click", () => this.#context.open(incident.id));
        circle.addTo(this.#map);
        this.#markers.set(incident.id, { circle, severity: incident.severity });
    }

    #name(id) {
        const incident = this.#context.incident(id);
        const county = this.#context.county();
        return incident
            ? `${county.categoryTitle(incident.category)} ${county.placeName(incident.grid)}`
            : "";
    }

    #style(severity) {
        const colour = this.#colours[severity ?? "second"];
        // The lowest urgency is hollow here as everywhere: not by colour alone.
        const isHollow = severity === 4 || severity === null;
        return { color: isHollow ? colour : this.#colours.ground,
            fillColor: isHollow ? this.#colours.ground : colour };
    }

    /** Rings the chosen incident. */
    #drawRing(chosen) {
        const marker = this.#markers.get(chosen);
        if (!marker) {
            this.#ring?.remove();
            this.#ring = undefined;
            return;
        }
        if (!this.#ring) {
            this.#ring = this.#leaflet.circleMarker(marker.circle.getLatLng(), {
                radius: chosenRadius, weight: 3, fill: false, color: this.#colours.focus,
                interactive: false,
            }).addTo(this.#map);
        }
        this.#ring.setLatLng(marker.circle.getLatLng());
    }

    /** Brings the incident that a person has chosen into sight, unless they have moved the map. */
    reveal(id) {
        const point = this.#markers.get(id)?.circle.getLatLng();
        if (point && !this.#isMovedByPerson && !this.#map.getBounds().pad(-0.1).contains(point)) {
            this.#map.panTo(point, { animate: false });
        }
    }
}

function latLng(coordinate) {
    const { latitude, longitude } = toWGS84(coordinate);
    return globalThis.L.latLng(latitude, longitude);
}

function spread(point, place) {
    const radius = spreadMetres * Math.sqrt(place);
    // The golden angle fills a disc evenly.
    const angle = place * 2.399963;
    const north = (radius * Math.sin(angle)) / metresPerDegree;
    const perDegree = metresPerDegree * Math.cos((point.lat * Math.PI) / 180);
    const east = (radius * Math.cos(angle)) / perDegree;
    return globalThis.L.latLng(point.lat + north, point.lng + east);
}

function overlap(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// A canvas knows no CSS variables.
function readColours() {
    const style = getComputedStyle(document.documentElement);
    const token = (name) => style.getPropertyValue(`--${name}`).trim();
    return {
        1: token("urgency-1"), 2: token("urgency-2"), 3: token("urgency-3"), 4: token("urgency-4"),
        ground: token("ground"), second: token("second"), focus: token("focus"),
    };
}
