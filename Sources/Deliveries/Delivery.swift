public import Governance

/// One message on its way to one recipient over one channel, because of one event of the log.
///
/// It holds no words: what is said is made of the event when it is sent, so that nothing personal
/// is kept twice and what was forgotten stays forgotten.
public struct Delivery: Hashable, Sendable {
    /// Identifies a delivery; the same event, channel and recipient always give the same one.
    public typealias ID = EntityID<Delivery>

    /// How far a delivery has come.
    public enum State: String, CaseIterable, Sendable {
        /// 待发: not sent yet, or to be tried again.
        case waiting
        /// 发送中: an attempt is under way; after a restart nobody knows how that ended.
        case sending
        /// 已送达: the channel has taken it.
        case delivered
        /// 不必再发: what it would say does not hold any more.
        case obsolete
        /// 未送达: the channel refused it, or the attempts or the time were used up.
        case givenUp

        /// Whether there is nothing left to be done.
        public var isFinal: Bool { self != .waiting && self != .sending }
    }

    /// The identifier, which goes along with the message as its idempotency key.
    public let id: ID
    /// The place of the event in the log.
    public let offset: Int64
    /// The incident, if the event is of one.
    public let incident: Incident.ID?
    /// What is told.
    public let topic: NotificationTopic
    /// The channel.
    public let channel: Channel.ID
    /// To whom.
    public let recipient: Recipient
    /// 1 goes before 4: the severity of the incident, 5 where none is known.
    public let rank: Int
    /// When it came to be.
    public let createdAt: Instant
    /// How far it has come.
    public var state = State.waiting
    /// How often it was tried.
    public var attempts = 0
    /// When it is to be tried next.
    public var dueAt: Instant
    /// When it is not worth being told any more.
    public let expiresAt: Instant
    /// When it was tried last.
    public var attemptedAt: Instant?
    /// When it came to its end.
    public var finishedAt: Instant?
    /// Whether an attempt ended so that the recipient may have the message already.
    public var isInDoubt = false
    /// How the last attempt ended, in words that hold nothing personal.
    public var note: String?

    /// A delivery that waits from `dueAt` on, until `expiresAt` at most.
    public init(
        id: ID, offset: Int64, incident: Incident.ID?, topic: NotificationTopic,
        channel: Channel.ID, recipient: Recipient, rank: Int, createdAt: Instant, dueAt: Instant,
        expiresAt: Instant,
    ) {
        self.id = id
        self.offset = offset
        self.incident = incident
        self.topic = topic
        self.channel = channel
        self.recipient = recipient
        self.rank = rank
        self.createdAt = createdAt
        self.dueAt = dueAt
        self.expiresAt = expiresAt
    }

    /// Whether `incident`, as it stands now, makes the message untrue: somebody is asked to come
    /// who has answered already or is not needed any more.
    public func isObsolete(in incident: Incident?) -> Bool {
        guard topic == .requested, let incident else { return false }
        guard incident.stage != .closed else { return true }
        guard case .responder(let responder) = recipient else { return false }
        return !incident.assignments.contains {
            $0.responder == responder && $0.state.awaitsAnswer
        }
    }
}

extension EntityID<Delivery> {
    /// The identifier of the delivery of an event's record to a recipient over a channel.
    ///
    /// It sorts with the record's own. The second half is a hash (FNV-1a, 64 bits: G. Fowler,
    /// L. C. Noll, K.-P. Vo) that tells nobody outside who the recipient is.
    public init<Record>(
        of record: EntityID<Record>, over channel: Channel.ID, to recipient: Recipient,
    ) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            mix(UInt8(truncatingIfNeeded: record.low >> shift))
        }
        for byte in "\(channel)\n\(recipient)".utf8 { mix(byte) }
        self.init(high: record.high, low: 0x8000_0000_0000_0000 | hash >> 2)
    }
}
