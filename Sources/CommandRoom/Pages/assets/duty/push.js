// Push messages: the responder allows this browser to be told of new tasks.

import { post, read, newKey } from "../api.js";
import { byId, h } from "../dom.js";
import { t } from "../i18n.js";

let key = null;

/** Shows the button where the browser and the server can push. */
export async function offerPush(responder) {
    if (!responder || !("PushManager" in window) || !("serviceWorker" in navigator)) {
        return;
    }
    key = await read("/push-key").then((answer) => answer.key, () => null);
    const registration = await navigator.serviceWorker.getRegistration();
    if (!key || !registration) {
        return;
    }
    await show(registration, responder);
}

async function show(registration, responder) {
    const subscription = await registration.pushManager.getSubscription();
    const button = h("button", { onclick: () => change(registration, subscription, responder) },
        t(subscription ? "push.stop" : "push.start"));
    byId("push-place").replaceChildren(button);
}

async function change(registration, subscription, responder) {
    try {
        await (subscription ? stop(subscription, responder) : start(registration, responder));
        await show(registration, responder);
    } catch {
        byId("push-place").replaceChildren(
            h("p", { class: "notice problem", role: "alert" }, t("push.failed")));
    }
}

async function start(registration, responder) {
    const subscription = await registration.pushManager.subscribe(
        { userVisibleOnly: true, applicationServerKey: key });
    await tell(responder, "browsers", {
        endpoint: subscription.endpoint,
        publicKey: base64(subscription.getKey("p256dh")),
        authentication: base64(subscription.getKey("auth")),
    });
}

async function stop(subscription, responder) {
    await tell(responder, "browsers/forget", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
}

function tell(responder, path, body) {
    return post(`/responders/${encodeURIComponent(responder)}/${path}`, JSON.stringify(body),
        { key: newKey(), actor: `responder:${responder}` });
}

function base64(buffer) {
    return btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
