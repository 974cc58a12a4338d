// Photos that go along with a step: taken or chosen here, made small, and sent by the outbox.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const mostPhotos = 8;
const longestSide = 1600;
const quality = 0.8;

/** A field for photos; `blobs()` are those that were chosen, made small. */
export function photoField() {
    const blobs = [];
    const list = h("ul", { role: "list", class: "photos" });
    const problem = h("p", { class: "notice problem", role: "alert", hidden: true });
    const input = h("input", {
        type: "file", accept: "image/*", multiple: true, "data-photos": "",
    });
    const show = () => list.replaceChildren(...blobs.map((blob, index) => h("li", { class: "row" },
        preview(blob), h("button", {
            class: "plain", onclick: (event) => {
                event.preventDefault();
                blobs.splice(index, 1);
                show();
            },
        }, t("photos.leaveOut")))));
    input.addEventListener("change", async () => {
        problem.hidden = true;
        for (const file of [...input.files].slice(0, mostPhotos - blobs.length)) {
            try {
                blobs.push(await smaller(file));
            } catch {
                problem.textContent = t("photos.unreadable");
                problem.hidden = false;
            }
        }
        input.value = "";
        show();
    });
    const element = h("div", { class: "stack" },
        h("label", { class: "stack" }, h("span", {}, t("photos.add")), input), problem, list);
    return { element, blobs: () => [...blobs] };
}

function preview(blob) {
    const address = URL.createObjectURL(blob);
    return h("img", {
        src: address, alt: t("photos.one"), class: "photo",
        onload: () => URL.revokeObjectURL(address),
    });
}

// Drawn anew, a photo is small enough for a weak network and says no more than it shows: what the
// camera wrote into the file, such as the place, is gone.
async function smaller(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = h("canvas", {
        width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale),
    });
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) => {
        canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("no blob")),
            "image/jpeg", quality);
    });
}

/** The photos of one step of an incident, as its timeline names them. */
export function photoList(incidentID, names = []) {
    return names.map((name) => {
        const address = `/api/v1/incidents/${incidentID}/attachments/${name}`;
        return h("a", { href: address, target: "_blank", rel: "noopener" },
            h("img", { src: address, alt: t("photos.one"), class: "photo", loading: "lazy" }));
    });
}

/** Whether the category wants to see that step on a photo. */
export function needsPhoto(county, category, step) {
    return county.category(category)?.photos?.includes(step) ?? false;
}
