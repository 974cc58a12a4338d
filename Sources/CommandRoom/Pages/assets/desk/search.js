// Finding incidents, closed ones too: the server searches, the queue shows what it found.

import { Problem, read } from "../api.js";
import { byId, setText } from "../dom.js";
import { t } from "../i18n.js";
import { debounced } from "../timing.js";
import { onKey } from "./keys.js";

const resultsAtMost = 200;
const searchAfterMs = 350;

/** Connects the search field; `show(incidents)` gets the results, or null to go back. */
export function startSearch({ query, show }) {
    const field = byId("search");
    const bar = byId("search-bar");
    let asked = 0;

    async function search() {
        const words = field.value.trim();
        asked += 1;
        const thisSearch = asked;
        if (!words) {
            bar.hidden = true;
            show(null);
            return;
        }
        try {
            const { items } = await read("/incidents",
                { ...query(), q: words, limit: resultsAtMost });
            if (thisSearch === asked) {
                setText(byId("search-count"), t("search.results", { n: items.length }));
                show(items);
            }
        } catch (error) {
            const why = error instanceof Problem ? error.words : t("error.unreachable");
            setText(byId("search-count"), t("search.failed", { why }));
        }
        bar.hidden = false;
    }

    const searchSoon = debounced(searchAfterMs, search);
    field.addEventListener("input", ({ isComposing }) => isComposing || searchSoon());
    field.addEventListener("compositionend", searchSoon);
    onKey(field, (event) => {
        if (event.key === "Enter") {
            event.preventDefault();
            search();
        }
    });
    const clear = () => {
        field.value = "";
        search();
    };
    byId("search-clear").addEventListener("click", clear);
    return { clear, isActive: () => field.value !== "", again: search };
}
