public import Governance

/// Something that must never be: an accepted report that somebody or something has let go of.
public struct Orphan: Hashable, Sendable {
    /// What is wrong; the raw values are stable.
    public enum Problem: String, CaseIterable, Sendable {
        /// Nothing must happen next, or not what the stage asks for.
        case deadline = "orphan.deadline"
        /// Nobody acts on it, and nothing will bring it back to the command room.
        case owner = "orphan.owner"
        /// A role that must come is neither asked for, nor done, nor known to be lacking.
        case role = "orphan.role"
        /// An assignment waits for somebody who is not of the roster, or is asked twice.
        case responder = "orphan.responder"
        /// A limit has passed and nothing was made of it.
        case timer = "orphan.timer"
        /// The state is not what the log makes of it.
        case state = "orphan.state"
    }

    /// What is wrong.
    public let problem: Problem
    /// The incident.
    public let incident: Incident.ID
    /// Its number, for people.
    public let number: Int
    /// Its township.
    public let township: AreaCode
    /// Since when, by the clock of the log.
    public let since: Instant
    /// What exactly, as a sentence.
    public let detail: String

    /// A finding about an incident.
    public init(_ problem: Problem, _ incident: Incident, since: Instant, _ detail: String) {
        self.problem = problem
        self.incident = incident.id
        number = incident.number
        township = incident.partition
        self.since = since
        self.detail = detail
    }
}

extension Orphan: CustomStringConvertible {
    /// The finding on one line.
    public var description: String {
        "incident \(number) of \(township) (\(incident)), \(since): \(detail) [\(problem.rawValue)]"
    }
}
