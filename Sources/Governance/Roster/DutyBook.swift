/// The changes of duty that are in force or still to come.
///
/// Later changes go before earlier ones, and all go before the roster of the county's folder.
/// Those that are over for ``keptAfterwards`` are dropped when another is taken, so the book is
/// bounded; the log keeps them all.
public struct DutyBook: Hashable, Sendable, Codable {
    /// The most changes that the book may hold when another is ordered.
    public static let maximumChanges = 2_048
    /// How long a change is kept after its end, so that a clock that is set back finds it.
    public static let keptAfterwards = Duration.hours(7 * 24)

    /// The changes, in the order in which they were ordered.
    public private(set) var changes: [DutyChange] = []
    private var spans: [Responder.ID: [DutySpan]] = [:]

    /// A book of these changes, in the order in which they were ordered.
    public init(_ changes: [DutyChange] = []) {
        self.changes = changes
        index()
    }

    /// The change of this id.
    public subscript(id: DutyChange.ID) -> DutyChange? { changes.first { $0.id == id } }

    /// What was ordered for somebody, later orders last.
    public func orders(for responder: Responder.ID) -> [DutySpan] { spans[responder] ?? [] }

    /// Somebody's duty, by what was ordered and, failing that, by the roster.
    ///
    /// The county's clock shows `time` at `instant`.
    public func status(
        of responder: Responder, at instant: Instant, reading time: LocalTime,
    ) -> DutyStatus {
        if !spans.isEmpty,
            let ordered = spans[responder.id]?.last(where: { $0.time.contains(instant) })
        {
            return ordered.status
        }
        return responder.duty(at: instant, reading: time)
    }

    /// Takes an event of the county; others change nothing.
    public mutating func evolve(_ event: Event) {
        switch event.kind {
        case .dutyChanged(let change):
            guard self[change.id] == nil else { return }
            let kept = changes.filter { change in
                change.end.map { $0 + Self.keptAfterwards > event.recordedAt } ?? false
            }
            changes = kept + [change]
        case .dutyChangeWithdrawn(let id): withdraw(id, at: event.recordedAt)
        default: return
        }
        index()
    }

    /// What has been until now stays as it was; what is to come is as if it were never ordered.
    private mutating func withdraw(_ id: DutyChange.ID, at now: Instant) {
        guard let position = changes.firstIndex(where: { $0.id == id }) else { return }
        let change = changes[position]
        let past = change.entries.compactMap { entry -> DutyChange.Entry? in
            let time = entry.span.time
            guard time.lowerBound < now else { return nil }
            let span = DutySpan(
                entry.span.status, during: time.lowerBound..<min(time.upperBound, now))
            return DutyChange.Entry(entry.responder, span)
        }
        changes[position] = DutyChange(
            id: id, kind: change.kind, reason: change.reason, entries: past)
    }

    private mutating func index() {
        spans = [:]
        for entry in changes.lazy.flatMap(\.entries) {
            spans[entry.responder, default: []].append(entry.span)
        }
    }
}
