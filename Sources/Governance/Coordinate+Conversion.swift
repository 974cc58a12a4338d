import Glibc

/// Conversion between WGS-84 and GCJ-02.
///
/// The offset polynomial is the publicly known one ("eviltransform", 2013), on the Krasovsky 1940
/// ellipsoid: a = 6,378,245 m, e² = 0.00669342162296594323. The way back is a fixed-point
/// iteration; after it, both ways agree to better than 1 mm.
extension Coordinate {
    /// The same place stated in another system; itself when nothing changes.
    public func converted(to target: System) -> Coordinate {
        guard target != system, isInOffsetRegion else {
            return Coordinate(trustedLatitude: latitude, longitude: longitude, system: target)
        }
        switch target {
        case .gcj02: return shifted()
        case .wgs84: return unshifted()
        }
    }

    /// The rectangle in which GCJ-02 differs from WGS-84.
    private var isInOffsetRegion: Bool {
        (0.8293...55.8271).contains(latitude) && (72.004...137.8347).contains(longitude)
    }

    private func shifted() -> Coordinate {
        let offset = Self.offset(latitude: latitude, longitude: longitude)
        return Coordinate(
            trustedLatitude: latitude + offset.latitude, longitude: longitude + offset.longitude,
            system: .gcj02)
    }

    private func unshifted() -> Coordinate {
        var guess = (latitude: latitude, longitude: longitude)
        // The offset changes by less than 1e-3 of a step, so four rounds are far below 1 mm.
        for _ in 0..<4 {
            let offset = Self.offset(latitude: guess.latitude, longitude: guess.longitude)
            guess = (latitude - offset.latitude, longitude - offset.longitude)
        }
        return Coordinate(
            trustedLatitude: guess.latitude, longitude: guess.longitude, system: .wgs84)
    }

    private static func offset(
        latitude: Double, longitude: Double,
    ) -> (latitude: Double, longitude: Double) {
        let (x, y) = (longitude - 105, latitude - 35)
        let root = abs(x).squareRoot()
        let common = (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
        let north =
            -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
            + (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
            + (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
        let east =
            300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
            + (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
            + (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
        let semiMajorAxis = 6_378_245.0
        let eccentricitySquared = 0.006_693_421_622_965_943_23
        let radians = latitude / 180 * .pi
        let magic = 1 - eccentricitySquared * sin(radians) * sin(radians)
        let meridian =
            semiMajorAxis * (1 - eccentricitySquared) / (magic * magic.squareRoot()) * .pi / 180
        let parallel = semiMajorAxis / magic.squareRoot() * cos(radians) * .pi / 180
        return (north / meridian, east / parallel)
    }
}

/// The cosine of an angle in radians.
func cosine(_ radians: Double) -> Double {
    cos(radians)
}
