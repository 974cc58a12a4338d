import Glibc
public import Governance

/// The reference system in which a source states coordinates.
public enum SourceSystem: String, Sendable, CaseIterable {
    /// What satellites give.
    case wgs84
    /// The offset system of maps published in China.
    case gcj02
    /// Baidu's system, a further offset over GCJ-02.
    case bd09

    /// The place at these degrees in WGS-84, or nil if they are not on the globe.
    public func coordinate(latitude: Double, longitude: Double) -> Coordinate? {
        switch self {
        case .wgs84: Coordinate(latitude: latitude, longitude: longitude)
        case .gcj02:
            Coordinate(latitude: latitude, longitude: longitude, system: .gcj02)?
                .converted(to: .wgs84)
        case .bd09:
            Self.mars(latitude: latitude, longitude: longitude).flatMap {
                Coordinate(latitude: $0.latitude, longitude: $0.longitude, system: .gcj02)
            }?.converted(to: .wgs84)
        }
    }

    /// GCJ-02 degrees of BD-09 degrees.
    ///
    /// The publicly known formula from GCJ-02 to BD-09 turned around by a fixed-point iteration;
    /// its offset changes by less than 1e-4 of a step, so four rounds are below 1 mm.
    private static func mars(
        latitude: Double, longitude: Double,
    ) -> (latitude: Double, longitude: Double)? {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        var guess = (latitude: latitude - 0.006, longitude: longitude - 0.006_5)
        for _ in 0..<4 {
            let image = baidu(guess)
            guess.latitude += latitude - image.latitude
            guess.longitude += longitude - image.longitude
        }
        return guess
    }

    /// BD-09 degrees of GCJ-02 degrees.
    static func baidu(
        _ mars: (latitude: Double, longitude: Double),
    ) -> (latitude: Double, longitude: Double) {
        let turn = Double.pi * 3_000 / 180
        let radius =
            (mars.longitude * mars.longitude + mars.latitude * mars.latitude).squareRoot()
            + 0.000_02 * sin(mars.latitude * turn)
        let angle =
            atan2(mars.latitude, mars.longitude) + 0.000_003 * cos(mars.longitude * turn)
        return (radius * sin(angle) + 0.006, radius * cos(angle) + 0.006_5)
    }
}
