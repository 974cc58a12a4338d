// Small helpers around the DOM. Styles are set through classes and CSSOM only: the pages are
// served under a content security policy that forbids style attributes in markup.

const svgNamespace = "http://www.w3.org/2000/svg";

/** Builds an HTML element: `h("button", { class: "primary", onclick }, "Send")`. */
export function h(tag, properties, ...children) {
    return build(document.createElement(tag), properties, children);
}

/** Builds an SVG element in the same way. */
export function svg(tag, properties, ...children) {
    return build(document.createElementNS(svgNamespace, tag), properties, children);
}

function build(element, properties, children) {
    for (const [name, value] of Object.entries(properties ?? {})) {
        setProperty(element, name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
}

function setProperty(element, name, value) {
    if (typeof value === "function") {
        element.addEventListener(name.slice(2), value);
    } else if (value === true) {
        element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
        element.setAttribute(name, value);
    }
}

/** Sets the text of a node only where it changes, so that nothing is laid out in vain. */
export function setText(node, text) {
    if (node.textContent !== text) {
        node.textContent = text;
    }
}

/** Sets or, with null, removes an attribute only where it changes. */
export function setAttribute(element, name, value) {
    if (value === null || value === undefined || value === false) {
        element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
        element.setAttribute(name, value);
    }
}

/** The element with this id; a missing one is an error of the page, found at once. */
export function byId(id) {
    const element = document.getElementById(id);
    if (!element) {
        throw new Error(`The page has no element #${id}.`);
    }
    return element;
}

/**
 * Replaces the children of an element unless `signature` is what it was rendered from last time.
 *
 * What a person is doing there stays: elements with the same `data-key` keep the focus, what was
 * typed, and whether they are open; and while an input method composes a word, it waits.
 */
export function renderInto(element, signature, makeChildren) {
    const text = JSON.stringify(signature);
    if (element.renderedFrom === text) {
        return;
    }
    if (isComposing && element.contains(document.activeElement)) {
        afterComposing.set(element, () => renderInto(element, signature, makeChildren));
        return;
    }
    element.renderedFrom = text;
    const restore = rememberDoings(element);
    element.replaceChildren(...[makeChildren()].flat().filter(Boolean));
    restore();
}

let isComposing = false;
const afterComposing = new Map();

addEventListener("compositionstart", () => { isComposing = true; });
addEventListener("compositionend", () => {
    isComposing = false;
    const renders = [...afterComposing.values()];
    afterComposing.clear();
    renders.forEach((render) => render());
});

function rememberDoings(element) {
    const focused = document.activeElement;
    const doings = Array.from(element.querySelectorAll("[data-key]"), (keyed) => ({
        key: keyed.dataset.key, open: keyed.open, value: keyed.value,
        isFocused: keyed === focused, selection: keyed === focused ? selectionOf(keyed) : null,
    }));
    return () => doings.forEach((doing) => restoreDoing(element, doing));
}

function selectionOf({ selectionStart, selectionEnd }) {
    return typeof selectionStart === "number" ? [selectionStart, selectionEnd] : null;
}

function restoreDoing(element, { key, open, value, isFocused, selection }) {
    const keyed = element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!keyed) {
        return;
    }
    if (keyed instanceof HTMLDetailsElement) {
        keyed.open = open;
    } else if (!(keyed instanceof HTMLButtonElement) && value !== undefined) {
        keyed.value = value;
    }
    if (isFocused) {
        keyed.focus({ preventScroll: true });
        if (selection) {
            keyed.setSelectionRange(...selection);
        }
    }
}
