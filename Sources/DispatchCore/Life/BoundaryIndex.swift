import Governance

/// The areas of a county with the lines between them, arranged so that those near a point are found
/// without a scan.
///
/// Where an area states its outline, its line is the outline. Where it states its centre only, the line
/// between two areas is taken to be halfway between their centres.
struct BoundaryIndex: Sendable {
    /// A point on a plane around the county, in metres east and north.
    private struct Point: Hashable, Sendable {
        let east: Double
        let north: Double

        func distance(to other: Point) -> Double {
            let (east, north) = (east - other.east, north - other.north)
            return (east * east + north * north).squareRoot()
        }
    }

    private struct Place {
        let code: AreaCode
        let centre: Point
        let outline: [Point]

        /// What the place is known by: its outline, or else its centre.
        var corners: [Point] { outline.isEmpty ? [centre] : outline }
    }

    /// The places of one level, by squares of the plane.
    private struct Field {
        /// The least width of a square, in metres, and how many there are beside each other at most.
        private static let leastWidth = 2_000.0
        private static let mostColumns = 256.0

        private let corner: Point
        private let width: Double
        private let columns: Int
        private let rows: Int
        private var squares: [[Place]]

        init(_ places: [Place]) {
            let (east, north) = (
                places.flatMap(\.corners).map(\.east), places.flatMap(\.corners).map(\.north)
            )
            corner = Point(east: east.min() ?? 0, north: north.min() ?? 0)
            let extent = ((east.max() ?? 0) - corner.east, (north.max() ?? 0) - corner.north)
            width = max(Self.leastWidth, max(extent.0, extent.1) / (Self.mostColumns - 1))
            (columns, rows) = (Int(extent.0 / width) + 1, Int(extent.1 / width) + 1)
            squares = Array(repeating: [], count: columns * rows)
            for place in places {
                let (east, north) = (place.corners.map(\.east), place.corners.map(\.north))
                guard let west = east.min(), let far = east.max(), let south = north.min(),
                    let high = north.max()
                else { continue }
                for row in range(south - corner.north, high - corner.north, rows) {
                    for column in range(west - corner.east, far - corner.east, columns) {
                        squares[row * columns + column].append(place)
                    }
                }
            }
        }

        /// Calls `body` with every place that may lie so near to a point, some more than once.
        func forEachPlace(near point: Point, within margin: Double, _ body: (Place) -> Void) {
            let (east, north) = (point.east - corner.east, point.north - corner.north)
            for row in range(north - margin, north + margin, rows) {
                for column in range(east - margin, east + margin, columns) {
                    for place in squares[row * columns + column] { body(place) }
                }
            }
        }

        /// The numbers of the squares between two distances from the corner, if there are any.
        private func range(_ from: Double, _ to: Double, _ count: Int) -> Range<Int> {
            let last = Double(count - 1)
            let (first, end) = ((from / width).rounded(.down), (to / width).rounded(.down))
            guard first <= last, end >= 0 else { return 0..<0 }
            return Int(max(first, 0))..<Int(min(end, last)) + 1
        }
    }

    /// Who stands further from the centre of their area than this is not in it.
    private static let farthest = 20_000.0

    private let reach: Double
    private let origin: Coordinate
    private let places: [AreaCode: Place]
    private let fields: [AreaCode.Level: Field]

    /// The lines of the county's areas; near is what is at most `distance` away.
    init(_ grids: GridTree, _ distance: Metres) {
        reach = distance.value
        let centres = grids.areas.compactMap { $0.centre ?? $0.outline.first }
        let middle = grids.county.centre ?? centres.first
        let origin = middle?.converted(to: .wgs84) ?? Self.nowhere
        self.origin = origin
        var places: [AreaCode: Place] = [:]
        var levels: [AreaCode.Level: [Place]] = [:]
        for area in grids.areas where area.code.level != .county {
            let outline = area.outline.map { Self.point($0, from: origin) }
            let centre = area.centre.map { Self.point($0, from: origin) }
            guard let centre = centre ?? Self.middle(of: outline) else { continue }
            let place = Place(code: area.code, centre: centre, outline: outline)
            places[area.code] = place
            levels[area.code.level, default: []].append(place)
        }
        self.places = places
        fields = levels.mapValues { Field($0) }
    }

    /// The areas beside the reported one whose line is near, the nearest line first.
    ///
    /// They are compared at the narrowest level at which the reported area states where it is.
    func neighbours(of place: Coordinate, in area: AreaCode) -> [AreaCode] {
        guard let own = own(area) else { return [] }
        let point = Self.point(place, from: origin)
        let distance = point.distance(to: own.centre)
        guard distance <= Self.farthest else { return [] }
        let margin = distance + 2 * reach
        var near: [(distance: Double, code: AreaCode)] = []
        fields[own.code.level]?.forEachPlace(near: point, within: margin) { other in
            guard other.code != own.code else { return }
            let line = distanceToLine(point, own, other)
            // An outline may lie in several squares.
            guard line <= reach, !near.contains(where: { $0.code == other.code }) else { return }
            near.append((line, other.code))
        }
        return near.sorted { ($0.distance, $0.code) < ($1.distance, $1.code) }.map(\.code)
    }

    private func own(_ area: AreaCode) -> Place? {
        var next: AreaCode? = area
        while let code = next, code.level != .county {
            if let place = places[code] { return place }
            next = code.parent
        }
        return nil
    }

    /// How far it is to the line between the own area and another; 0 inside the other's outline.
    private func distanceToLine(_ point: Point, _ own: Place, _ other: Place) -> Double {
        guard other.outline.count < 3 else {
            return Self.distance(from: point, to: other.outline)
        }
        let between = own.centre.distance(to: other.centre)
        guard between > 0 else { return .infinity }
        let (near, far) = (point.distance(to: own.centre), point.distance(to: other.centre))
        return abs(far * far - near * near) / (2 * between)
    }

    private static func distance(from point: Point, to outline: [Point]) -> Double {
        var isInside = false
        var nearest = Double.infinity
        var from = outline[outline.count - 1]
        for to in outline {
            if (to.north > point.north) != (from.north > point.north) {
                let share = (point.north - to.north) / (from.north - to.north)
                if point.east < to.east + share * (from.east - to.east) { isInside.toggle() }
            }
            nearest = min(nearest, distance(from: point, from, to))
            from = to
        }
        return isInside ? 0 : nearest
    }

    /// The distance of a point from a straight stretch.
    private static func distance(from point: Point, _ from: Point, _ to: Point) -> Double {
        let (east, north) = (to.east - from.east, to.north - from.north)
        let length = east * east + north * north
        guard length > 0 else { return point.distance(to: from) }
        let along =
            ((point.east - from.east) * east + (point.north - from.north) * north) / length
        let share = min(max(along, 0), 1)
        return point.distance(
            to: Point(east: from.east + share * east, north: from.north + share * north))
    }

    private static func point(_ place: Coordinate, from origin: Coordinate) -> Point {
        let place = place.converted(to: .wgs84)
        let corner = Coordinate(
            latitude: origin.latitude, longitude: place.longitude, system: .wgs84)
        let (east, north) = (
            corner.map { origin.distance(to: $0).value } ?? 0,
            corner.map { $0.distance(to: place).value } ?? 0
        )
        return Point(
            east: place.longitude < origin.longitude ? -east : east,
            north: place.latitude < origin.latitude ? -north : north)
    }

    private static func middle(of outline: [Point]) -> Point? {
        guard !outline.isEmpty else { return nil }
        let count = Double(outline.count)
        return Point(
            east: outline.reduce(0) { $0 + $1.east } / count,
            north: outline.reduce(0) { $0 + $1.north } / count)
    }

    private static var nowhere: Coordinate {
        guard let coordinate = Coordinate(latitude: 0, longitude: 0) else {
            preconditionFailure("the equator is on the globe")
        }
        return coordinate
    }
}
