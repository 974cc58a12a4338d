// The device's own database: the outbox, the draft, and copies of what a page needs offline.

const name = "griddispatch";
const stores = { outbox: "key", drafts: "id", copies: "id" };
let opened;

function open() {
    opened ??= new Promise((resolve, reject) => {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => {
            for (const [store, keyPath] of Object.entries(stores)) {
                request.result.createObjectStore(store, { keyPath });
            }
        };
        request.onsuccess = () => {
            // Another tab with a newer version of the page must not wait for this one.
            request.result.onversionchange = () => request.result.close();
            resolve(request.result);
        };
        request.onerror = () => reject(request.error);
    });
    return opened;
}

async function run(store, mode, work) {
    const database = await open();
    return new Promise((resolve, reject) => {
        // Strict: the write is on the disk before anybody is told that it is kept.
        const transaction = database.transaction(store, mode, { durability: "strict" });
        const request = work(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error ?? request.error);
        transaction.onerror = () => reject(transaction.error ?? request.error);
    });
}

/** Writes a record; it is durable when the promise is kept. */
export function put(store, record) {
    return run(store, "readwrite", (objects) => objects.put(record));
}

/** The record with this key, or undefined. */
export function get(store, key) {
    return run(store, "readonly", (objects) => objects.get(key));
}

/** All records of a store. */
export function all(store) {
    return run(store, "readonly", (objects) => objects.getAll());
}

/** Removes a record. */
export function remove(store, key) {
    return run(store, "readwrite", (objects) => objects.delete(key));
}
