// Doing less: many reasons to do a thing become one deed.

/** A function that runs `work` once, `ms` after the first of its calls. */
export function coalesced(ms, work) {
    let timer;
    return () => {
        timer ??= setTimeout(() => {
            timer = undefined;
            work();
        }, ms);
    };
}

/** A function that runs `work` once its calls have paused for `ms`. */
export function debounced(ms, work) {
    let timer;
    return (...values) => {
        clearTimeout(timer);
        timer = setTimeout(() => work(...values), ms);
    };
}
