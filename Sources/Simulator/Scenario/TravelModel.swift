public import Governance

/// How long people take from one place to another.
public struct TravelModel: Sendable {
    /// Times in which all roads are slower or faster.
    public struct Slowdown: Hashable, Sendable {
        /// Its beginning and end, counted from the start of the run.
        public let span: Range<Duration>
        /// By how much travel times are multiplied.
        public let factor: Double

        /// A slowdown; `factor` is above 0.
        public init(span: Range<Duration>, factor: Double) {
            self.span = span
            self.factor = factor
        }
    }

    /// How much longer the way is than the straight line.
    public var detour = 1.3
    /// The speed of those who have none of their own.
    public var speedMetresPerSecond = 5.5
    /// The speed of those who are called as a role.
    public var speedsMetresPerSecond: [Role.ID: Double] = [:]
    /// A factor on speed for each hour of the local day; 24 numbers.
    public var hourFactors = [Double](repeating: 1, count: 24)
    /// Times in which roads are slower.
    public var slowdowns: [Slowdown] = []
    /// The least time that any way takes.
    public var least = Duration.seconds(45)
    /// The standard deviation of the logarithm of travel times around their middle.
    public var spread = 0.25
    /// How far away somebody is of whom nobody knows where they are.
    public var unknownDistance = Metres(1_500)
    /// How long every way takes, wherever it leads; nil where that follows from the distance.
    public var time: Distribution?
    /// Known times from area to area, which go before all distances.
    public var matrix: TravelMatrix?

    /// Straight lines at cycling speed.
    public init() {}

    /// The time from one place to another, without chance in it.
    func middle(
        from start: Place, to end: Place, role: Role.ID, hour: Int, elapsed: Duration,
    ) -> Duration {
        let slowdown = slowdowns.reduce(1) { $1.span.contains(elapsed) ? $0 * $1.factor : $0 }
        let factor = slowdown / hourFactors[hour]
        if let known = matrix?.time(from: start.area, to: end.area) { return known * factor }
        var metres = unknownDistance.value
        if let start = start.coordinate, let end = end.coordinate {
            metres = start.distance(to: end).value
        }
        let speed = speedsMetresPerSecond[role] ?? speedMetresPerSecond
        let seconds = TravelEstimate.seconds(
            over: Metres(metres), detour: detour, speedMetresPerSecond: speed)
        return .microseconds(Int64(min(seconds * factor, 1e7) * 1_000_000))
    }

    /// A time around `middle`.
    func time(around middle: Duration, using generator: inout SeededGenerator) -> Duration {
        max(
            least,
            spread == 0
                ? middle
                : Distribution.lognormal(median: middle, spread: spread)
                    .draw(using: &generator))
    }

    /// A place as travel sees it.
    struct Place {
        let area: AreaCode?
        let coordinate: Coordinate?
    }
}

/// Travel times between areas; an area without times of its own has those of its parent.
public struct TravelMatrix: Hashable, Sendable {
    /// One way.
    public struct Way: Hashable, Sendable {
        /// From where.
        public let start: AreaCode
        /// To where.
        public let end: AreaCode

        /// A way.
        public init(from start: AreaCode, to end: AreaCode) {
            self.start = start
            self.end = end
        }
    }

    private let times: [Way: Duration]

    /// A matrix; a way that is missing is told by distance.
    public init(_ times: [Way: Duration]) {
        self.times = times
    }

    func time(from start: AreaCode?, to end: AreaCode?) -> Duration? {
        var here = start
        while let start = here {
            var there = end
            while let end = there {
                if let time = times[Way(from: start, to: end)] { return time }
                there = end.parent
            }
            here = start.parent
        }
        return nil
    }
}
