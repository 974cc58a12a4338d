public import Governance

/// An event as a log has it.
public struct LoggedEvent: Hashable, Sendable {
    /// Its place in the whole log, from 1.
    public let offset: Int64
    /// The township, or the county, whose history it belongs to.
    public let partition: AreaCode
    /// What happened.
    public let event: Event
    /// Whether the personal data of its incident has been forgotten.
    public let isForgotten: Bool

    /// An event at its place.
    public init(offset: Int64, partition: AreaCode, event: Event, isForgotten: Bool = false) {
        self.offset = offset
        self.partition = partition
        self.event = event
        self.isForgotten = isForgotten
    }
}
