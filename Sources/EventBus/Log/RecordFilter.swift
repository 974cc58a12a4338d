public import Governance

/// Which records a reader wants.
public struct RecordFilter: Hashable, Sendable {
    /// Only the history of this township or county; nil means all.
    public let partition: AreaCode?
    /// Only events whose type begins so, for example `griddispatch.assignment.`.
    public let typePrefix: String
    /// Whether personal data is wanted; where it is not, it is not even unsealed.
    public let includesPersonalData: Bool

    /// A filter; by itself it lets everything through.
    public init(
        partition: AreaCode? = nil, typePrefix: String = "", includesPersonalData: Bool = true,
    ) {
        self.partition = partition
        self.typePrefix = typePrefix
        self.includesPersonalData = includesPersonalData
    }

    /// Every record with all that is in it.
    public static let everything = RecordFilter()

    /// The record as this reader gets it, or nil if it is not wanted.
    func apply(_ record: Record) -> Record? {
        guard admits(record.event, of: record.partition) else { return nil }
        return includesPersonalData ? record : record.withoutPersonalData
    }

    /// Whether an event in the history of `partition` is wanted.
    func admits(_ event: borrowing Event, of partition: AreaCode) -> Bool {
        if let wanted = self.partition, partition != wanted { return false }
        return typePrefix.isEmpty || event.kind.type.hasPrefix(typePrefix)
    }
}
