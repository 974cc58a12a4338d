// Keeps a phone page for times without network. It is registered once for each phone page, under
// that page's own scope, so that the desk is never served from here.
//
// `version` is the digest of the files below; `Tests/Browser/check_pages.py --stamp` writes it.
// The new version waits until the person takes it; a draft is never interrupted.

const version = "d4af704a7940";
const files = [
    "/assets/api.js",
    "/assets/clock.js",
    "/assets/county.js",
    "/assets/database.js",
    "/assets/dom.js",
    "/assets/duty/main.js",
    "/assets/duty/pick.js",
    "/assets/duty/push.js",
    "/assets/duty/strings.js",
    "/assets/duty/task.js",
    "/assets/duty/view.js",
    "/assets/failure.js",
    "/assets/format.js",
    "/assets/geo.js",
    "/assets/i18n.js",
    "/assets/icon.svg",
    "/assets/icons.js",
    "/assets/kept.js",
    "/assets/live.js",
    "/assets/live/parser.js",
    "/assets/live/stream.js",
    "/assets/live/worker.js",
    "/assets/mediation-form.js",
    "/assets/outbox.js",
    "/assets/phone-strings.js",
    "/assets/phone.js",
    "/assets/photos.js",
    "/assets/position.js",
    "/assets/report/categories.js",
    "/assets/report/decide.js",
    "/assets/report/draft.js",
    "/assets/report/follow.js",
    "/assets/report/home.js",
    "/assets/report/main.js",
    "/assets/report/mine.js",
    "/assets/report/picker.js",
    "/assets/report/profile-view.js",
    "/assets/report/profile.js",
    "/assets/report/say.js",
    "/assets/report/status.js",
    "/assets/report/strings.js",
    "/assets/report/where.js",
    "/assets/settings.js",
    "/assets/strings.js",
    "/assets/styles/base.css",
    "/assets/styles/phone.css",
    "/assets/styles/tokens.css",
    "/assets/timing.js",
];

const page = new URL(registration.scope).pathname;
const cachePrefix = `griddispatch${page}@`;
const cacheName = cachePrefix + version;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", ({ data }) => data === "activate" && skipWaiting());

async function install() {
    const cache = await caches.open(cacheName);
    // Past the browser's own cache: a new version must not be mixed with old files.
    const requests = [page, ...files].map((path) => new Request(path, { cache: "reload" }));
    await cache.addAll(requests);
}

async function activate() {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await clients.claim();
}

addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    const isOurs = url.origin === location.origin && event.request.method === "GET";
    const isKept = event.request.mode === "navigate"
        ? url.pathname === page
        : url.pathname.startsWith("/assets/");
    if (isOurs && isKept) {
        event.respondWith(answer(event.request, url));
    }
});

async function answer(request, url) {
    const cache = await caches.open(cacheName);
    return await cache.match(url.pathname) ?? fetch(request);
}

// A message that was pushed: shown once per tag, in the language of the browser.
addEventListener("push", (event) => event.waitUntil(showPushed(event.data)));
addEventListener("notificationclick", (event) => event.waitUntil(openPushed(event.notification)));

async function showPushed(data) {
    let message = {};
    try {
        message = data.json();
    } catch {
        // A push without readable data still says that there is something to look at.
    }
    const language = navigator.language.startsWith("zh") ? "zh" : "en";
    await registration.showNotification(message.title?.[language] ?? "GridDispatch", {
        body: message.body?.[language] ?? "",
        tag: message.tag,
        icon: "/assets/icon.svg",
        data: { link: message.link },
    });
}

async function openPushed(notification) {
    notification.close();
    const windows = await clients.matchAll({ type: "window" });
    const open = windows.find(({ url }) => new URL(url).pathname === page);
    // Only this page's own address is opened, whatever the message says.
    const wanted = new URL(notification.data?.link ?? page, location.origin);
    const path = wanted.pathname === page ? page + wanted.search : page;
    await (open ? open.focus() : clients.openWindow(path));
}
