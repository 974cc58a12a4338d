public import DispatchCore
public import Governance

/// What the auditor of a running engine has found so far.
public struct AuditReport: Sendable {
    /// A finding with the history of its incident.
    public struct Finding: Sendable {
        /// What is wrong.
        public let orphan: Orphan
        /// What happened to the incident, in order, without personal data; at most
        /// ``AuditReport/maximumHistory`` events, the latest.
        public let history: [Event]
    }

    /// How many findings are kept; more are only counted.
    public static let maximumFindings = 100
    /// How many events of an incident are told.
    public static let maximumHistory = 200

    /// What is wrong in the present sweep, and in the last whole one as far as this one has not
    /// come there.
    public internal(set) var findings: [Finding] = []
    /// How many more there were.
    public internal(set) var omitted = 0
    /// How many sweeps over all open incidents were finished.
    public internal(set) var sweeps = 0
    /// When the last of them was finished.
    public internal(set) var lastSweptAt: Instant?
    /// How many open incidents it looked at.
    public internal(set) var lastExamined = 0
    /// Why the last attempt to look failed, if it did.
    public internal(set) var failure: String?

    /// Nobody has looked yet.
    public init() {}

    /// Whether nothing is wrong as far as anybody has looked.
    public var isSound: Bool { findings.isEmpty }
}
