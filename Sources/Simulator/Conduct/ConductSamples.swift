import Glibc
public import Governance

/// The times that people took and how often they did not come, gathered for models.
public struct ConductSamples: Sendable {
    /// What people of one role did.
    public struct OfRole: Sendable {
        /// From being chosen to being told, in seconds; unordered, as all here.
        public internal(set) var notification: [Double] = []
        /// From being told to saying that they come.
        public internal(set) var answer: [Double] = []
        /// From the answer to leaving.
        public internal(set) var turnout: [Double] = []
        /// From arriving to having done.
        public internal(set) var onScene: [Double] = []
        /// Metres of straight line a second on the way, where the distance is known.
        public internal(set) var speed: [Double] = []
        /// How many were told, and of those how many declined and how many said nothing.
        public internal(set) var asked = 0
        /// How many said no.
        public internal(set) var declined = 0
        /// How many said nothing.
        public internal(set) var silent = 0

        init() {}

        /// What people of several roles did.
        public init(_ roles: some Sequence<OfRole>) {
            for role in roles {
                notification += role.notification
                answer += role.answer
                turnout += role.turnout
                onScene += role.onScene
                speed += role.speed
                asked += role.asked
                declined += role.declined
                silent += role.silent
            }
        }
    }

    /// The most samples that are kept of one kind; of more, those that came first.
    static let most = 50_000
    /// A way that is shorter says nothing about speed.
    private static let shortestWay = 100.0

    /// By the role that somebody was asked to come as.
    public private(set) var byRole: [Role.ID: OfRole] = [:]
    /// From the report to its filing, where somebody had to verify it.
    public private(set) var verification: [Double] = []
    /// From all done to the check.
    public private(set) var check: [Double] = []
    /// From the check to the close.
    public private(set) var closing: [Double] = []
    /// From a role's missing to its waiving.
    public private(set) var waiving: [Double] = []

    mutating func add(_ room: RecordedConduct.Room) {
        Self.add(room.verification, to: &verification)
        Self.add(room.check, to: &check)
        Self.add(room.closing, to: &closing)
        for time in room.waived.values { Self.add(time, to: &waiving) }
    }

    mutating func add(_ deed: RecordedConduct.Deed, of assignment: Assignment) {
        var role = byRole.removeValue(forKey: assignment.role) ?? OfRole()
        Self.add(deed.notification?.known, to: &role.notification)
        if deed.notification?.known != nil { role.asked += 1 }
        switch deed.answer {
        case .accepted(let time): Self.add(time.known, to: &role.answer)
        case .declined: role.declined += 1
        case .silent: role.silent += 1
        case nil: break
        }
        Self.add(deed.turnout?.known, to: &role.turnout)
        Self.add(deed.onScene?.known, to: &role.onScene)
        if let time = deed.travel?.known?.inSeconds, time > 0,
            let metres = assignment.reason.distance?.value, metres >= Self.shortestWay,
            role.speed.count < Self.most
        {
            role.speed.append(metres / time)
        }
        byRole[assignment.role] = role
    }

    private static func add(_ time: Duration?, to samples: inout [Double]) {
        guard let time, samples.count < most else { return }
        samples.append(time.inSeconds)
    }
}

extension [Double] {
    /// At most so many quantiles, evenly spaced, which stand for all samples.
    public func quantiles(_ most: Int) -> [Double] {
        let sorted = sorted()
        guard sorted.count > most else { return sorted }
        return (0..<most).map { sorted[($0 * 2 + 1) * sorted.count / (2 * most)] }
    }

    /// The sample in the middle; nil of none.
    public var median: Double? { isEmpty ? nil : sorted()[count / 2] }

    /// The standard deviation of the logarithms of samples above 0.
    public var logarithmicSpread: Double {
        let logarithms = filter { $0 > 0 }.map { log($0) }
        guard logarithms.count > 1 else { return 0 }
        let mean = logarithms.reduce(0, +) / Double(logarithms.count)
        let squares = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(logarithms.count - 1)).squareRoot()
    }
}
