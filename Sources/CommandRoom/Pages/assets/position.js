// Where the device is, if it says so in time. Nothing ever waits for it.

const timeoutMs = 5_000;

/** The position in WGS-84 with its accuracy in metres, or null. */
export function currentPosition({ withinMs = timeoutMs, maximumAgeMs = 60_000 } = {}) {
    if (!navigator.geolocation) {
        return Promise.resolve(null);
    }
    return new Promise((resolve) => {
        // The browser's own time limit does not run while it asks for permission; this one does.
        setTimeout(() => resolve(null), withinMs);
        navigator.geolocation.getCurrentPosition(
            ({ coords }) => resolve({
                latitude: coords.latitude, longitude: coords.longitude, system: "wgs84",
                accuracyMetres: Math.round(coords.accuracy),
            }),
            () => resolve(null),
            { enableHighAccuracy: true, timeout: withinMs, maximumAge: maximumAgeMs });
    });
}

/** The position as the API takes it. */
export function positionBody({ latitude, longitude, system }) {
    return { latitude, longitude, system };
}
