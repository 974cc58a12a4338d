public import DispatchCore
public import Governance

/// A call as another system recorded it, with everybody who was sent to it.
public struct RecordedCall: Hashable, Sendable {
    /// The name that the other system gave to the call.
    public let name: String
    /// One run per unit that was sent; a unit may have been sent twice.
    public var runs: [RecordedRun]

    /// A call with its runs, in any order.
    public init(name: String, runs: [RecordedRun] = []) {
        self.name = name
        self.runs = runs
    }
}

/// One unit's run to a call; two equal ones are the same run, recorded twice.
public struct RecordedRun: Hashable, Sendable {
    /// The name that the record gives to the run itself; empty where it has none.
    public let name: String
    /// The name of the unit; empty where the record has none.
    public let unit: String
    /// What the record says about when it happened.
    public let stamps: RecordedStamps

    /// A run.
    public init(name: String = "", unit: String, stamps: RecordedStamps) {
        self.name = name
        self.unit = unit
        self.stamps = stamps
    }
}

/// The moments that a record keeps of one run; nil where it has none.
public struct RecordedStamps: Hashable, Sendable {
    /// When the call was accepted.
    public var accepted: Instant?
    /// When it was filed.
    public var filed: Instant?
    /// When the unit was told.
    public var notified: Instant?
    /// When it answered.
    public var acknowledged: Instant?
    /// When it left.
    public var enRoute: Instant?
    /// When it arrived.
    public var onScene: Instant?
    /// When it had done.
    public var done: Instant?

    /// Stamps of which none is known.
    public init() {}

    /// The milestones that a record can have, in the order in which a response meets them.
    public static let milestones: [Milestone] = [
        .accepted, .filed, .notified, .acknowledged, .enRoute, .onScene, .done,
    ]

    /// The stamp of a milestone; setting one that a record cannot have changes nothing.
    public subscript(milestone: Milestone) -> Instant? {
        get {
            switch milestone {
            case .accepted: accepted
            case .filed: filed
            case .notified: notified
            case .acknowledged: acknowledged
            case .enRoute: enRoute
            case .onScene: onScene
            case .done: done
            case .requested, .firstOnScene, .fullAssignment, .lastDone, .disposed, .checked,
                .closed:
                nil
            }
        }
        set {
            switch milestone {
            case .accepted: accepted = newValue
            case .filed: filed = newValue
            case .notified: notified = newValue
            case .acknowledged: acknowledged = newValue
            case .enRoute: enRoute = newValue
            case .onScene: onScene = newValue
            case .done: done = newValue
            case .requested, .firstOnScene, .fullAssignment, .lastDone, .disposed, .checked,
                .closed:
                break
            }
        }
    }

    /// The earliest stamp, or nil if none is known.
    public var earliest: Instant? {
        Self.milestones.lazy.compactMap { self[$0] }.min()
    }
}
