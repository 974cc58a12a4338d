import FeedCore
import Governance

/// What a simulated source gives for one data item: a function of the time and nothing else.
///
/// Items that open reports come up one after the other, are dealt with and go; the others are there
/// all the time and change their values.
struct SimulatedItem: Sendable {
    /// How long a record is open, and how long it stays after it was dealt with.
    static let phase = Duration.minutes(10)
    /// How long it is at least from one report to the next of the same data item; up to an hour more.
    ///
    /// Some forty items of Kaihua's catalogue open reports: thus they open one every other minute,
    /// which a county's people can deal with.
    static let leastGap = Duration.minutes(40)
    /// How many records a data item without reports has.
    static let standing = 12
    /// How often values change.
    static let change = Duration.minutes(5)

    /// The data item.
    let item: DataItem
    private let seed: UInt64
    private let gap: Duration

    init(_ item: DataItem) {
        self.item = item
        // FNV-1a (Fowler, Noll, Vo), so that a name gives the same records on every machine.
        seed = item.id.name.utf8.reduce(0xCBF2_9CE4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        gap = Self.leastGap + .seconds(Int(seed % 3_600))
    }

    /// The records that the source gives at `now`, oldest first.
    func records(at now: Instant) -> [SimulatedRecord] {
        opensReports ? passing(at: now) : standing(at: now)
    }

    private var opensReports: Bool { item.expressions[.opens] != nil }

    private func passing(at now: Instant) -> [SimulatedRecord] {
        let step = gap.wholeMicroseconds
        let latest = now.microsecondsSinceEpoch / step
        let kept = 2 * Self.phase.wholeMicroseconds / step
        return (max(0, latest - kept)...latest).map { number in
            let time = Instant(microsecondsSinceEpoch: number * step)
            return record(
                Int(number), at: time, isDone: now - time >= Self.phase, value: Int(number % 5))
        }
    }

    private func standing(at now: Instant) -> [SimulatedRecord] {
        let epoch = now.microsecondsSinceEpoch / Self.change.wholeMicroseconds
        let time = Instant(microsecondsSinceEpoch: epoch * Self.change.wholeMicroseconds)
        return (0..<Self.standing).map { number in
            // A few values change at a time, as gauges and rosters do.
            let mixed = Self.mixed(seed &+ UInt64(number) &* 7_919 &+ UInt64(epoch) / 3)
            return record(number, at: time, isDone: false, value: Int(mixed % 100))
        }
    }

    private func record(
        _ number: Int, at time: Instant, isDone: Bool, value: Int,
    ) -> SimulatedRecord {
        let mixed = Self.mixed(seed &+ UInt64(number))
        // Within some 20 km of the county's seat.
        let north = Double(mixed % 2_000) / 10_000 - 0.1
        let east = Double(mixed / 2_000 % 2_000) / 10_000 - 0.1
        let place = Coordinate(latitude: 29.137 + north, longitude: 118.415 + east)
        guard let place else { preconditionFailure("\(north), \(east) is not near the county") }
        return SimulatedRecord(
            number: number, time: time, coordinate: place, isDone: isDone, value: value)
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static func mixed(_ seed: UInt64) -> UInt64 {
        var mixed = seed &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
