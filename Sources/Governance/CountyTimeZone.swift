/// The county's time zone as a table of offsets, so that local time needs no operating system.
public struct CountyTimeZone: Hashable, Sendable {
    /// One change of the offset.
    public struct Transition: Hashable, Sendable {
        /// The moment from which on the offset holds.
        public let start: Instant
        /// How many seconds local time is ahead of UTC.
        public let offsetSeconds: Int

        /// A change of the offset at `start`.
        public init(start: Instant, offsetSeconds: Int) {
            self.start = start
            self.offsetSeconds = offsetSeconds
        }
    }

    /// The IANA name, for example `Asia/Shanghai`.
    public let name: String
    /// The offset before the first transition, in seconds east of UTC.
    public let baseOffsetSeconds: Int
    /// The changes after that, earliest first.
    public let transitions: [Transition]

    /// A zone with a base offset and its later changes; sorts them.
    public init(name: String, baseOffsetSeconds: Int, transitions: [Transition] = []) {
        self.name = name
        self.baseOffsetSeconds = baseOffsetSeconds
        self.transitions = transitions.sorted { $0.start < $1.start }
    }

    /// Coordinated universal time.
    public static let utc = CountyTimeZone(name: "UTC", baseOffsetSeconds: 0)

    /// Seconds east of UTC at `instant`.
    public func offsetSeconds(at instant: Instant) -> Int {
        transitions.last { $0.start <= instant }?.offsetSeconds ?? baseOffsetSeconds
    }

    /// The moment at which the wall clock reads `time`.
    ///
    /// A reading that the clock skips or shows twice gives one of the moments near it.
    public func instant(at time: LocalTime) -> Instant {
        let local = Int64(time.date.daysSinceEpoch) * 86_400 + Int64(time.secondOfDay)
        let guess = Instant(secondsSinceEpoch: local - Int64(baseOffsetSeconds))
        let near = Instant(secondsSinceEpoch: local - Int64(offsetSeconds(at: guess)))
        return Instant(secondsSinceEpoch: local - Int64(offsetSeconds(at: near)))
    }

    /// The wall-clock reading at `instant`.
    public func localTime(at instant: Instant) -> LocalTime {
        let utc = instant.microsecondsSinceEpoch.dividedDown(by: 1_000_000).quotient
        let local = (utc + Int64(offsetSeconds(at: instant))).dividedDown(by: 86_400)
        return LocalTime(
            date: CivilDate(daysSinceEpoch: Int(local.quotient)),
            secondOfDay: Int(local.remainder))
    }
}

/// A reading of the wall clock, to the second.
public struct LocalTime: Hashable, Sendable {
    /// The date on the wall.
    public let date: CivilDate
    /// Seconds since local midnight, 0 to 86,399.
    public let secondOfDay: Int

    /// A reading; the parts are taken as they are.
    public init(date: CivilDate, secondOfDay: Int) {
        self.date = date
        self.secondOfDay = secondOfDay
    }

    /// The hour, 0 to 23.
    public var hour: Int { secondOfDay / 3_600 }

    /// Minutes since local midnight, 0 to 1,439.
    public var minuteOfDay: Int { secondOfDay / 60 }
}
