// Which categories stand first on the page.

const ownAtMost = 4;

/**
 * So many categories: those that this device reports most, then the first of each group, the
 * second of each, and so on. They stand in the county's order, so that a tile keeps its place.
 */
export function firstCategories(categories, outbox, count) {
    const own = mostUsed(categories, outbox).slice(0, ownAtMost);
    const wanted = new Set([...own, ...groupsInTurn(categories)]);
    const kept = new Set([...wanted].slice(0, count));
    return categories.filter((category) => kept.has(category));
}

function mostUsed(categories, outbox) {
    const uses = new Map();
    for (const { about } of outbox.items) {
        uses.set(about.category, (uses.get(about.category) ?? 0) + 1);
    }
    return categories
        .filter(({ id }) => uses.has(id))
        .sort((a, b) => uses.get(b.id) - uses.get(a.id));
}

/** The first category of each group, then the second of each. */
function groupsInTurn(categories) {
    const seen = new Map();
    return categories
        .map((category, index) => {
            const group = category.id.split("/")[0];
            const turn = seen.get(group) ?? 0;
            seen.set(group, turn + 1);
            return { category, turn, index };
        })
        .sort((a, b) => a.turn - b.turn || a.index - b.index)
        .map(({ category }) => category);
}
