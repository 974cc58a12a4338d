// Open incidents for which a rule failed, told at the top of the page.

import { byId, h, renderInto } from "../dom.js";
import { language, list, t } from "../i18n.js";

const named = 5;

/** Shows how many of the incidents were decided in part by defaults, the first of them and why. */
export function showRuleAlert(incidents, county, open) {
    const failed = incidents.filter(({ decision }) => decision?.degraded);
    const place = byId("rule-alert");
    place.hidden = failed.length === 0;
    const first = failed.slice(0, named);
    const rules = failedRules(failed);
    renderInto(place, [language, failed.length, first.map(({ id }) => id), rules], () => {
        const more = failed.length - first.length;
        return h("span", {},
            t("rules.failedIncidents", { n: failed.length }),
            first.flatMap((incident) => [" ",
                h("button", { onclick: () => open(incident.id) }, name(incident, county))]),
            more > 0 ? ` ${t("rules.moreIncidents", { n: more })}` : null,
            rules.length > 0 ? ` ${t("rules.failedRules", { rules: list(rules) })}` : null);
    });
}

function name({ category, grid }, county) {
    return `${county.categoryTitle(category)} · ${county.shortPlaceName(grid)}`;
}

/** The names of the rules that failed, the first of them; a fault begins with the rule's name. */
function failedRules(incidents) {
    const rules = incidents.flatMap(({ decision }) => decision.tables.flatMap(
        ({ faults }) => faults.map((fault) => fault.split(": ", 2)))).filter(
        (parts) => parts.length === 2);
    return [...new Set(rules.map(([rule]) => rule))].slice(0, named);
}
