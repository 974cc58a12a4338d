import Foundation
import Governance
import GridTesting
import Testing

struct CoordinateTests {
    @Test(arguments: [
        (90.1, 0.0), (-90.1, 0), (0, 180.1), (0, -180.1), (.nan, 0), (0, .nan), (.infinity, 0),
    ])
    func `degrees that are not on the globe are refused`(latitude: Double, longitude: Double) {
        #expect(Coordinate(latitude: latitude, longitude: longitude) == nil)
    }

    /// The reference points that eviltransform publishes for Shanghai, Shenzhen and Beijing
    /// (googollee/eviltransform, `python/test.py`): WGS-84, then GCJ-02.
    @Test(arguments: [
        (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
        (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
        (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
    ])
    func `published pairs convert to within a centimetre`(
        north: Double, east: Double, shiftedNorth: Double, shiftedEast: Double,
    ) throws {
        let wgs = try #require(Coordinate(latitude: north, longitude: east))
        let gcj = try #require(
            Coordinate(latitude: shiftedNorth, longitude: shiftedEast, system: .gcj02))
        #expect(metres(wgs.converted(to: .gcj02), gcj) < 0.01)
        #expect(metres(gcj.converted(to: .wgs84), wgs) < 0.01)
    }

    @Test(arguments: SeededGenerator.seeds(4))
    func `there and back again is off by less than a millimetre`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let wgs = try #require(
                Coordinate(
                    latitude: Double.random(in: 18...53.5, using: &generator),
                    longitude: Double.random(in: 73.6...135, using: &generator)))
            let gcj = wgs.converted(to: .gcj02)
            #expect(gcj.system == .gcj02)
            #expect((1...1_500).contains(metres(gcj, wgs)), "\(wgs)")
            #expect(metres(gcj.converted(to: .wgs84), wgs) < 0.001, "\(wgs)")
        }
    }

    @Test func `outside of the offset region nothing moves`() throws {
        let denver = try #require(Coordinate(latitude: 39.7392, longitude: -104.9903))
        let shifted = denver.converted(to: .gcj02)
        #expect(shifted.latitude == denver.latitude)
        #expect(shifted.longitude == denver.longitude)
        #expect(shifted.system == .gcj02)
        #expect(shifted.converted(to: .wgs84) == denver)
    }

    @Test func `converting to the own system changes nothing`() {
        let place = SmallCounty.place(north: 0)
        #expect(place.converted(to: .wgs84) == place)
    }

    @Test func `a distance does not depend on the systems`() {
        let (here, there) = (SmallCounty.place(north: 0), SmallCounty.place(north: 1_000))
        let distance = here.distance(to: there)
        #expect(abs(distance.value - 1_000) < 0.01)
        #expect(here.distance(to: here) == Metres(0))
        let mixed = here.converted(to: .gcj02).distance(to: there)
        #expect(abs(mixed.value - distance.value) < 0.01)
    }

    @Test(arguments: SeededGenerator.seeds(3))
    func `within a county a distance is within a thousandth of the great circle's`(
        seed: UInt64,
    ) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let latitude = Double.random(in: 18...53, using: &generator)
            let here = try #require(Coordinate(latitude: latitude, longitude: 110))
            let there = try #require(
                Coordinate(
                    latitude: latitude + Double.random(in: -0.6...0.6, using: &generator),
                    longitude: 110 + Double.random(in: -0.6...0.6, using: &generator)))
            let exact = greatCircle(here, there)
            #expect(abs(here.distance(to: there).value - exact) <= exact / 1_000, "\(there)")
        }
    }

    @Test func `lengths are ordered`() {
        #expect(Metres(1) < Metres(1.5))
    }

    /// The distance of two points whose degrees are compared as they stand.
    private func metres(_ one: Coordinate, _ other: Coordinate) -> Double {
        let north = (one.latitude - other.latitude) * 111_195
        let east = (one.longitude - other.longitude) * 111_195 * cos(one.latitude * .pi / 180)
        return (north * north + east * east).squareRoot()
    }

    /// The haversine formula on the same sphere.
    private func greatCircle(_ one: Coordinate, _ other: Coordinate) -> Double {
        let radians = Double.pi / 180
        let north = sin((other.latitude - one.latitude) * radians / 2)
        let east = sin((other.longitude - one.longitude) * radians / 2)
        let square =
            north * north + cos(one.latitude * radians) * cos(other.latitude * radians)
            * east * east
        return 2 * 6_371_008.8 * asin(square.squareRoot())
    }
}
