// What the two phone pages share: the bar at the top, the outbox, the worker that keeps the page
// for times without network, and the offer of a new version.

import { isReachable, onReachability } from "./api.js";
import { byId, h, setText } from "./dom.js";
import { showFailures } from "./failure.js";
import { addStrings, applyLanguage, language, onLanguageChange, setLanguage, t }
    from "./i18n.js";
import { itemState } from "./outbox.js";
import { phoneStrings } from "./phone-strings.js";
import { setSetting, setting } from "./settings.js";

addStrings(phoneStrings);

/** Prepares a phone page; `isBusy` tells whether an update would interrupt the person. */
export function startPhone({ outbox, isBusy }) {
    showFailures();
    startLanguage();
    startLargeType();
    startNetworkState(outbox);
    startWorker(isBusy);
    // Asks that the outbox survives when the device runs out of room.
    navigator.storage?.persist?.();
}

function startLanguage() {
    applyLanguage();
    byId("language").addEventListener("click", () => setLanguage(language === "zh" ? "en" : "zh"));
}

/** Whether the large-type mode (长辈版) is on. */
export function isLargeType() {
    return setting("largeType") === true;
}

function startLargeType() {
    const button = byId("large-type");
    const apply = () => {
        document.documentElement.classList.toggle("large-type", isLargeType());
        button.setAttribute("aria-pressed", isLargeType());
    };
    button.addEventListener("click", () => {
        setSetting("largeType", !isLargeType());
        apply();
        dispatchEvent(new Event("largetypechange"));
    });
    apply();
}

function startNetworkState(outbox) {
    const state = byId("network");
    const update = () => {
        const waiting = outbox.waiting.length;
        const attention = outbox.items.filter(({ state }) => state === itemState.attention).length;
        const parts = [t(isReachable ? "network.up" : "network.down")];
        if (waiting > 0) {
            parts.push(t("outbox.waiting", { n: waiting }));
        }
        if (attention > 0) {
            parts.push(t("outbox.attention", { n: attention }));
        }
        setText(state, parts.join(" · "));
        state.classList.toggle("down", !isReachable);
    };
    outbox.addEventListener("change", update);
    onReachability(update);
    onLanguageChange(update);
    update();
}

async function startWorker(isBusy) {
    // Without a secure context there is no worker: the page works, but only with network.
    if (!navigator.serviceWorker) {
        return;
    }
    const scope = location.pathname;
    const registration = await navigator.serviceWorker.register("/sw.js", { scope })
        .catch(() => null);
    if (!registration) {
        return;
    }
    // At the first visit there is nothing to update: the first version is just being kept.
    const offer = () => registration.active && registration.waiting && !isBusy()
        && offerUpdate(registration);
    registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", offer);
    });
    addEventListener("hashchange", offer);
    offer();
}

function offerUpdate(registration) {
    if (document.querySelector("#update")) {
        return;
    }
    const onclick = () => {
        navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
        registration.waiting?.postMessage("activate");
    };
    const button = h("button", { onclick }, t("update.take"));
    const words = h("span", {}, t("update.there"));
    byId("update-place").append(h("p", { id: "update", class: "notice" }, words, " ", button));
}

/** A button that reads a text aloud, for the large-type mode; null where there is no voice. */
export function readAloudButton(text) {
    if (!isLargeType() || !("speechSynthesis" in globalThis)) {
        return null;
    }
    const onclick = () => {
        speechSynthesis.cancel();
        const speech = new SpeechSynthesisUtterance(text);
        speech.lang = document.documentElement.lang;
        speechSynthesis.speak(speech);
    };
    return h("button", { class: "plain", type: "button", onclick }, t("read.aloud"));
}
