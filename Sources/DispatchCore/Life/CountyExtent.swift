import Governance

/// Where the positions of a county's reports can lie: in the least rectangle around all that it states
/// of its places, and a distance around that.
struct CountyExtent: Sendable {
    /// The least and the greatest degrees, in WGS-84; nil where the county states no place.
    private let degrees: (south: Double, north: Double, west: Double, east: Double)?
    private let distance: Metres

    init(_ grids: GridTree, beyond distance: Metres) {
        self.distance = distance
        var degrees: (south: Double, north: Double, west: Double, east: Double)?
        for area in grids.areas {
            for place in area.outline + [area.centre].compactMap(\.self) {
                let place = place.converted(to: .wgs84)
                let so = degrees ?? (.infinity, -.infinity, .infinity, -.infinity)
                degrees = (
                    min(so.south, place.latitude), max(so.north, place.latitude),
                    min(so.west, place.longitude), max(so.east, place.longitude)
                )
            }
        }
        self.degrees = degrees
    }

    /// Whether something in the county may have happened there.
    ///
    /// 0,0 is what devices state that know nothing; a county that states no place believes all else.
    func holds(_ place: Coordinate) -> Bool {
        guard place.latitude != 0 || place.longitude != 0 else { return false }
        guard let degrees else { return true }
        let place = place.converted(to: .wgs84)
        if (degrees.south...degrees.north).contains(place.latitude),
            (degrees.west...degrees.east).contains(place.longitude)
        {
            return true
        }
        let nearest = Coordinate(
            latitude: min(max(place.latitude, degrees.south), degrees.north),
            longitude: min(max(place.longitude, degrees.west), degrees.east))
        return nearest.map { $0.distance(to: place) <= distance } ?? true
    }
}
