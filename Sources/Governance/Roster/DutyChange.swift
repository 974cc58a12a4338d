/// A change of somebody's duty, ordered while the roster is in force.
///
/// It states what follows for whom and when, so that nothing need be looked up to apply it. Free
/// words are not kept with it: what a roster says of people cannot be forgotten with an incident.
public struct DutyChange: Hashable, Sendable, Codable {
    /// Identifies a change.
    public typealias ID = EntityID<DutyChange>

    /// What is changed.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// 请假: off duty for a time.
        case leave
        /// 换班: somebody else takes over one's duty, perhaps in exchange for theirs.
        case swap
        /// 加班: on duty beside the weekly patterns.
        case extra
        /// 备勤: on standby for a time.
        case standby
        /// 签到: on duty from now on.
        case signOn
        /// 签退: off duty from now on.
        case signOff
    }

    /// Why it is changed.
    public enum Reason: String, CaseIterable, Sendable, Codable {
        /// 休假: leave that somebody has asked for.
        case leave
        /// 培训: a course.
        case training
        /// 公务: other official business.
        case business
        /// 调班: people have agreed among themselves.
        case exchange
        /// 增援: more people are needed.
        case reinforcement
        /// 交接班: a shift begins or ends.
        case handover
        /// Another reason.
        case other
    }

    /// What follows for one person.
    public struct Entry: Hashable, Sendable, Codable {
        /// Whose duty it is.
        public let responder: Responder.ID
        /// The duty, and when.
        public let span: DutySpan

        /// What follows for one person.
        public init(_ responder: Responder.ID, _ span: DutySpan) {
            self.responder = responder
            self.span = span
        }
    }

    /// The most stretches that one change may have.
    public static let maximumEntries = 256

    /// Identifies the change.
    public let id: ID
    /// What is changed.
    public let kind: Kind
    /// Why.
    public let reason: Reason
    /// What follows for whom; a later one goes before an earlier one.
    public let entries: [Entry]

    /// A change of duty.
    public init(id: ID, kind: Kind, reason: Reason, entries: [Entry]) {
        self.id = id
        self.kind = kind
        self.reason = reason
        self.entries = entries
    }

    /// When the last of it is over.
    public var end: Instant? { entries.map(\.span.time.upperBound).max() }
}
