public import Governance

/// The signs of one kind at one post in one township, with the incidents behind them.
public struct SignGroup: Hashable, Sendable {
    /// How many incidents are kept; the others are only counted.
    public static let maximumIncidents = 50

    /// What brings signs together.
    public struct Key: Hashable, Sendable {
        /// The kind.
        public let sign: Sign
        /// The township.
        public let township: AreaCode
        /// The role, or `operator` or `worker`; empty where it is about no post.
        public let post: String
    }

    /// One incident that raises the question.
    public struct Case: Hashable, Sendable {
        /// The incident.
        public let incident: Incident.ID
        /// Its number, for people.
        public let number: Int
        /// How far away, how long afterwards: metres or seconds, by the kind of sign.
        public let measured: Int?
    }

    /// How many incidents raise the question.
    public private(set) var count = 0
    /// The first of them in the order of their reports.
    public private(set) var cases: [Case] = []

    init() {}

    mutating func add(_ incident: Incident, measured: Int? = nil) {
        count += 1
        guard cases.count < Self.maximumIncidents else { return }
        cases.append(Case(incident: incident.id, number: incident.number, measured: measured))
    }
}
