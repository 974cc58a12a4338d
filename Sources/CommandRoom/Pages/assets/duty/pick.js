// Who holds the phone. There are no accounts yet; the choice is kept on the device.

import { read } from "../api.js";
import { h } from "../dom.js";
import { list, locale, pick, t } from "../i18n.js";

/** Makes the page on which a responder picks themselves. */
export function pickView(county, onChoose) {
    const people = h("div", { class: "choices" });
    const township = h("select", {}, county.townships.map(({ code, name }) =>
        h("option", { value: code }, pick(name))));
    const show = () => showPeople(people, township.value, county, onChoose);
    township.addEventListener("change", show);
    show();
    return [
        h("h1", { tabindex: "-1" }, t("pick.title")),
        h("label", { class: "stack" }, h("span", {}, t("pick.township")), township),
        people,
    ];
}

async function showPeople(place, township, county, onChoose) {
    let items;
    try {
        ({ items } = await read("/responders", { township }));
    } catch {
        place.replaceChildren(h("p", { class: "notice" }, t("pick.unread")));
        return;
    }
    const collator = new Intl.Collator(locale() === "zh-CN" ? "zh-Hans-CN" : "en");
    items.sort((a, b) => collator.compare(pick(a.name), pick(b.name)));
    place.replaceChildren(...items.map((responder) =>
        h("button", { "data-responder": responder.id, onclick: () => onChoose(responder) },
            h("b", {}, pick(responder.name)), " ",
            list(responder.roles.map((role) => county.roleTitle(role))),
            responder.onDuty ? "" : h("span", { class: "second" }, " ", t("pick.off")))));
}
