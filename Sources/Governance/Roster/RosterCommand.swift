/// Something that somebody wants changed about who is on duty.
public struct RosterCommand: Hashable, Sendable {
    /// What is wanted.
    public enum Action: Hashable, Sendable {
        /// Change somebody's duty.
        case order(DutyOrder)
        /// Take a change back, as far as it is still to come.
        case withdraw
    }

    /// The change that it makes or takes back.
    public let change: DutyChange.ID
    /// Who wants it.
    public let actor: Actor
    /// When it was done, by the clock of whoever did it; nil means now.
    public let occurredAt: Instant?
    /// What is wanted.
    public let action: Action

    /// A command about the roster.
    public init(
        change: DutyChange.ID, actor: Actor, occurredAt: Instant? = nil, action: Action,
    ) {
        self.change = change
        self.actor = actor
        self.occurredAt = occurredAt
        self.action = action
    }
}

/// How somebody's duty is to be changed.
public struct DutyOrder: Hashable, Sendable {
    /// What is to be changed.
    public let kind: DutyChange.Kind
    /// Whose duty.
    public let responder: Responder.ID
    /// From when; nil means now.
    public let from: Instant?
    /// Until when; nil for signing on or off means until the roster changes it by itself.
    public let until: Instant?
    /// Who takes the duty over, in a swap.
    public let partner: Responder.ID?
    /// When the responder takes over the partner's duty in return.
    public let inReturn: Range<Instant>?
    /// Why.
    public let reason: DutyChange.Reason

    /// An order.
    public init(
        _ kind: DutyChange.Kind, of responder: Responder.ID, from: Instant? = nil,
        until: Instant? = nil, with partner: Responder.ID? = nil,
        inReturn: Range<Instant>? = nil, because reason: DutyChange.Reason,
    ) {
        self.kind = kind
        self.responder = responder
        self.from = from
        self.until = until
        self.partner = partner
        self.inReturn = inReturn
        self.reason = reason
    }
}
