// Coordinates. Browsers give WGS-84; Chinese map data is in GCJ-02, some hundred metres away.
// Everything on the pages is brought to WGS-84 by `toWGS84`, and by nothing else.
//
// The offset polynomial is the publicly known one ("eviltransform", 2013), on the Krasovsky 1940
// ellipsoid, as on the server's side.

const semiMajorAxis = 6_378_245;
const eccentricitySquared = 0.00669342162296594323;
const earthRadiusMetres = 6_371_008.8;

/** The same place in WGS-84, as `{ latitude, longitude }`. */
export function toWGS84({ latitude, longitude, system = "wgs84" }) {
    if (system === "wgs84" || !isInOffsetRegion(latitude, longitude)) {
        return { latitude, longitude };
    }
    let guess = { latitude, longitude };
    // The offset changes by less than a thousandth of a step: four rounds are far below 1 mm.
    for (let round = 0; round < 4; round += 1) {
        const offset = offsetAt(guess);
        guess = {
            latitude: latitude - offset.latitude,
            longitude: longitude - offset.longitude,
        };
    }
    return guess;
}

/** The distance of two coordinates on the sphere, in metres, whatever their systems. */
export function distanceMetres(from, to) {
    const [a, b] = [toWGS84(from), toWGS84(to)];
    const radians = (degrees) => (degrees * Math.PI) / 180;
    const north = Math.sin(radians(b.latitude - a.latitude) / 2);
    const east = Math.sin(radians(b.longitude - a.longitude) / 2);
    const half = north * north
        + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east * east;
    return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(half)));
}

function isInOffsetRegion(latitude, longitude) {
    return latitude > 0.8293 && latitude < 55.8271 && longitude > 72.004 && longitude < 137.8347;
}

function offsetAt({ latitude, longitude }) {
    const [x, y] = [longitude - 105, latitude - 35];
    const wave = (amplitude, angle) => amplitude * Math.sin(angle * Math.PI);
    const root = Math.sqrt(Math.abs(x));
    const common = (wave(20, 6 * x) + wave(20, 2 * x)) * 2 / 3;
    const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
        + (wave(20, y) + wave(40, y / 3) + wave(160, y / 12) + wave(320, y / 30)) * 2 / 3;
    const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
        + (wave(20, x) + wave(40, x / 3) + wave(150, x / 12) + wave(300, x / 30)) * 2 / 3;
    const angle = (latitude / 180) * Math.PI;
    const magic = 1 - eccentricitySquared * Math.sin(angle) ** 2;
    const meridian = (semiMajorAxis * (1 - eccentricitySquared) * Math.PI)
        / (magic * Math.sqrt(magic) * 180);
    const parallel = (semiMajorAxis * Math.cos(angle) * Math.PI) / (Math.sqrt(magic) * 180);
    return { latitude: north / meridian, longitude: east / parallel };
}
