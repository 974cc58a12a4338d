public import DispatchCore
public import Governance

/// What deciding a whole log again has shown.
public struct ReplayProof: Sendable {
    /// A place at which the log and the core do not say the same.
    public struct Difference: Sendable {
        /// The place in the log of the first event that differs.
        public let offset: Int64
        /// Whose history it is.
        public let partition: AreaCode
        /// The incident.
        public let incident: Incident.ID?
        /// When it was decided.
        public let at: Instant
        /// The version of the rules under which it was decided again.
        public let version: CountyVersion
        /// What the log has; nil where the core goes on and the log does not.
        public let recorded: Event?
        /// What the core decides now; nil where it decides less, or refuses.
        public let decided: Event?
        /// Why the core refuses, if it does.
        public let rejection: Rejection?
    }

    /// Why a decision was taken as the log has it, without deciding it again.
    public enum Given: Hashable, Sendable {
        /// Nobody gave the version of the county that decided.
        case version(CountyVersion)
        /// No version of the county is known yet.
        case noVersion
        /// The rules read words that have been forgotten.
        case forgottenWords
        /// What brought it about does not follow from events of this type.
        case type(String)
    }

    /// The most differences that are kept; all are counted.
    public static let mostDifferences = 20

    /// How many events the log has.
    public internal(set) var events = 0
    /// How many of them were decided again and are the same.
    public internal(set) var sameEvents = 0
    /// How many decisions somebody's command brought about.
    public internal(set) var commands = 0
    /// How many of these commands were reports.
    public internal(set) var reports = 0
    /// How many decisions the passing of time brought about.
    public internal(set) var deadlines = 0
    /// How many decisions were taken as they are, by why.
    public internal(set) var given: [Given: Int] = [:]
    /// The versions of the county that decided, in the order of their first decision.
    public internal(set) var versions: [CountyVersion] = []
    /// The first differences.
    public internal(set) var differences: [Difference] = []
    /// How many differences there are.
    public internal(set) var differenceCount = 0

    /// Whether every event of the log was decided again, and is the same.
    public var isWhole: Bool { differenceCount == 0 && given.isEmpty }

    mutating func add(_ difference: Difference) {
        differenceCount += 1
        if differences.count < Self.mostDifferences { differences.append(difference) }
    }
}
