public import Governance

/// Which versions of the county were in force when, as the events of the county say.
public struct RuleHistory: Hashable, Sendable, Codable {
    /// How many terms are remembered; older ones stand in the log alone.
    public static let maximumTerms = 1_000

    /// The time of one version, in force or beside the one in force.
    public struct Term: Hashable, Sendable, Codable {
        /// The version.
        public let version: CountyVersion
        /// Since when.
        public let since: Instant
        /// By whom.
        public let actor: Actor
        /// What was done; nil where the server began with the version.
        public let step: RulesChange.Step?
        /// Why; nil where the server began with the version.
        public let reason: String?
    }

    /// The versions that came into force, the first first.
    public private(set) var terms: [Term] = []
    /// The version that runs beside the one in force, if one does.
    public private(set) var shadow: Term?
    /// The version that was last read from the served folder.
    public private(set) var folder: CountyVersion?
    /// All versions that ever were in force, also those whose terms are not remembered any more.
    private var decided: Set<CountyVersion> = []
    /// The versions that came into force and were not rolled back, the one in force last.
    private var standing: [CountyVersion] = []

    /// The history of a county in which nothing was ever in force.
    public init() {}

    /// The version in force, with since when and by whom.
    public var live: Term? { terms.last }

    /// The version that a roll-back brings into force again; nil if there is none.
    public var former: CountyVersion? { standing.dropLast().last }

    /// The version that was in force at a moment; nil before the first and for what is not
    /// remembered any more.
    public func version(at moment: Instant) -> CountyVersion? {
        terms.last { $0.since <= moment }?.version
    }

    /// The versions whose files must not be lost: each that was in force, and the one in shadow.
    public var lasting: Set<CountyVersion> {
        decided.union([shadow?.version].compactMap(\.self))
    }

    /// The version that a server with this folder has to begin with: what was activated last,
    /// unless the folder was changed since it was last read.
    public func version(toServe folder: CountyVersion) -> CountyVersion {
        guard let live, folder == self.folder else { return folder }
        return live.version
    }

    /// Takes an event; those that are not of versions change nothing.
    public mutating func evolve(_ event: Event) {
        switch event.kind {
        case .countyActivated(let version):
            folder = version
            begin(version, event, nil)
        case .rulesChanged(let change): evolve(change, event)
        default: break
        }
    }

    private mutating func evolve(_ change: RulesChange, _ event: Event) {
        switch change.step {
        case .reloaded:
            folder = change.version
            begin(change.version, event, change)
        case .activated: begin(change.version, event, change)
        case .rolledBack:
            standing = standing.dropLast(2)
            begin(change.version, event, change)
        case .shadowStarted: shadow = Self.term(change.version, event, change)
        case .shadowStopped: shadow = nil
        }
    }

    /// A version that comes into force does not run beside itself any longer.
    private mutating func begin(_ version: CountyVersion, _ event: Event, _ change: RulesChange?) {
        if shadow?.version == version { shadow = nil }
        terms.append(Self.term(version, event, change))
        if standing.last != version { standing.append(version) }
        decided.insert(version)
        terms = terms.suffix(Self.maximumTerms)
        standing = standing.suffix(Self.maximumTerms)
    }

    private static func term(
        _ version: CountyVersion, _ event: Event, _ change: RulesChange?,
    ) -> Term {
        Term(
            version: version, since: event.recordedAt, actor: event.actor, step: change?.step,
            reason: change?.reason)
    }
}
