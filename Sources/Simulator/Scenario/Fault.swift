public import Governance

/// Something that does not work for a while.
public struct Fault: Hashable, Sendable {
    /// What does not work.
    public enum Kind: Hashable, Sendable {
        /// Phones in these areas have no signal: what is pressed there arrives when it is over.
        case deadZone([AreaCode])
        /// This share of phones is off, of those with a role or with nil of all: no answer comes.
        case phonesOff(Role.ID?, share: Double)
        /// Nobody can be told of anything until it is over.
        case channelOutage
        /// Reports from these sources arrive when it is over.
        case feedOutage([Report.Source])
    }

    /// What does not work.
    public let kind: Kind
    /// When, counted from the start of the run.
    public let span: Range<Duration>

    /// A fault.
    public init(_ kind: Kind, span: Range<Duration>) {
        self.kind = kind
        self.span = span
    }
}
