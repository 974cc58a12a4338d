/// A point on the ground in a stated reference system.
///
/// Phones give WGS-84; maps published in China carry the GCJ-02 offset of up to some 700 m, so a
/// coordinate without its system is not a place.
public struct Coordinate: Hashable, Sendable, Codable {
    /// The reference system of a coordinate.
    public enum System: String, CaseIterable, Sendable, Codable {
        /// World Geodetic System 1984, what satellites give.
        case wgs84
        /// The offset system of maps published in China (GCJ-02).
        case gcj02
    }

    /// Degrees north, -90 to 90.
    public let latitude: Double
    /// Degrees east, -180 to 180.
    public let longitude: Double
    /// The system in which the degrees are stated.
    public let system: System

    /// The point at these degrees, or nil if they are not on the globe.
    public init?(latitude: Double, longitude: Double, system: System = .wgs84) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
        self.system = system
    }

    /// For conversions, whose results stay on the globe.
    init(trustedLatitude: Double, longitude: Double, system: System) {
        self.latitude = trustedLatitude
        self.longitude = longitude
        self.system = system
    }

    /// The straight-line distance over the ground to `other`, which may be in another system.
    ///
    /// Equirectangular approximation on a sphere of 6,371,008.8 m (IUGG mean radius): within a
    /// county (100 km) it differs from the great circle by less than 0.1%.
    public func distance(to other: Coordinate) -> Metres {
        let (here, there) = (converted(to: .wgs84), other.converted(to: .wgs84))
        let radians = Double.pi / 180
        let north = (there.latitude - here.latitude) * radians
        let middle = (there.latitude + here.latitude) / 2 * radians
        let east = (there.longitude - here.longitude) * radians * cosine(middle)
        return Metres(6_371_008.8 * (north * north + east * east).squareRoot())
    }
}

/// A length over the ground in metres.
public struct Metres: Hashable, Sendable, Comparable, Codable {
    /// How many metres.
    public let value: Double

    /// So many metres.
    public init(_ value: Double) {
        self.value = value
    }

    /// Orders by length.
    public static func < (left: Metres, right: Metres) -> Bool {
        left.value < right.value
    }
}
