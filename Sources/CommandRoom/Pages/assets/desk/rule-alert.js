// Open incidents for which a rule failed, told at the top of the page.

import { byId, h, renderInto } from "../dom.js";
import { language, t } from "../i18n.js";

const named = 5;

/** Shows how many of the incidents were decided in part by defaults, with the first of them. */
export function showRuleAlert(incidents, open) {
    const failed = incidents.filter(({ decision }) => decision?.degraded);
    const place = byId("rule-alert");
    place.hidden = failed.length === 0;
    const ids = failed.slice(0, named).map(({ id }) => id);
    renderInto(place, [language, failed.length, ids], () => h("span", {},
        t("rules.failedIncidents", { n: failed.length }),
        ids.flatMap((id) => [" ", h("button", { onclick: () => open(id) }, id.slice(-6))])));
}
