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

    /// A square of the plane, for the areas of one level; one number, so that it is soon hashed.
    private struct Cell: Hashable {
        private let number: Int

        init(_ level: AreaCode.Level, _ column: Int, _ row: Int) {
            // The globe is some 20,000 cells wide.
            number = (column << 24 ^ row & 0xFF_FFFF) << 2 | level.rawValue
        }
    }

    /// Squares beside and above each other.
    private struct Block {
        let columns: ClosedRange<Int>
        let rows: ClosedRange<Int>

        init(around points: [Point], margin: Double) {
            columns = Self.range(points.map(\.east), margin)
            rows = Self.range(points.map(\.north), margin)
        }

        init(around point: Point, margin: Double) {
            columns = Self.range(point.east, point.east, margin)
            rows = Self.range(point.north, point.north, margin)
        }

        private static func range(_ numbers: [Double], _ margin: Double) -> ClosedRange<Int> {
            guard let least = numbers.min(), let greatest = numbers.max() else { return 0...0 }
            return range(least, greatest, margin)
        }

        /// The cells from the least to the greatest number; at most a county's width of them.
        private static func range(
            _ least: Double, _ greatest: Double, _ margin: Double,
        ) -> ClosedRange<Int> {
            let first = Int(((least - margin) / cellWidth).rounded(.down))
            let last = Int(((greatest + margin) / cellWidth).rounded(.down))
            return first...min(last, first + 256)
        }

        func forEachCell(of level: AreaCode.Level, _ body: (Cell) -> Void) {
            for column in columns {
                for row in rows { body(Cell(level, column, row)) }
            }
        }
    }

    private struct Place {
        let code: AreaCode
        let centre: Point
        let outline: [Point]
    }

    /// The width of a cell, in metres.
    private static let cellWidth = 2_000.0
    /// Who stands further from the centre of their area than this is not in it.
    private static let farthest = 20_000.0

    private let reach: Double
    private let origin: Coordinate
    private let places: [AreaCode: Place]
    private let cells: [Cell: [Place]]

    /// The lines of the county's areas; near is what is at most `distance` away.
    init(_ grids: GridTree, _ distance: Metres) {
        reach = distance.value
        let centres = grids.areas.compactMap { $0.centre ?? $0.outline.first }
        let middle = grids.county.centre ?? centres.first
        let origin = middle?.converted(to: .wgs84) ?? Self.nowhere
        self.origin = origin
        var places: [AreaCode: Place] = [:]
        var cells: [Cell: [Place]] = [:]
        for area in grids.areas where area.code.level != .county {
            let outline = area.outline.map { Self.point($0, from: origin) }
            let centre = area.centre.map { Self.point($0, from: origin) }
            guard let centre = centre ?? Self.middle(of: outline) else { continue }
            let place = Place(code: area.code, centre: centre, outline: outline)
            places[area.code] = place
            let corners = outline.isEmpty ? [centre] : outline
            Block(around: corners, margin: 0).forEachCell(of: area.code.level) {
                cells[$0, default: []].append(place)
            }
        }
        (self.places, self.cells) = (places, cells)
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
        Block(around: point, margin: margin).forEachCell(of: own.code.level) { cell in
            for other in cells[cell] ?? [] where other.code != own.code {
                let line = distanceToLine(point, own, other)
                // An outline may lie in several cells.
                guard line <= reach, !near.contains(where: { $0.code == other.code }) else {
                    continue
                }
                near.append((line, other.code))
            }
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
