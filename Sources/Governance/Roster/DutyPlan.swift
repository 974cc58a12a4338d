/// Somebody's duty over time, as the roster and what was ordered beside it make it.
public struct DutyPlan: Sendable {
    /// The longest time that is looked at.
    public static let longest = Duration.hours(400 * 24)

    private let responder: Responder
    private let book: DutyBook
    private let zone: CountyTimeZone

    /// The plan of one person of the roster.
    public init(of responder: Responder, in book: DutyBook, zone: CountyTimeZone) {
        self.responder = responder
        self.book = book
        self.zone = zone
    }

    /// The duty at a moment.
    public func status(at instant: Instant) -> DutyStatus {
        book.status(of: responder, at: instant, reading: zone.localTime(at: instant))
    }

    /// The stretches of one duty each, in order and without gaps, that make up `time`; of more than
    /// ``longest`` only the beginning.
    public func stretches(in time: Range<Instant>) -> [DutySpan] {
        let time = time.lowerBound..<min(time.upperBound, time.lowerBound + Self.longest)
        guard !time.isEmpty else { return [] }
        let edges = Set(edges(in: time).filter { time.contains($0) } + [time.lowerBound]).sorted()
        var stretches: [DutySpan] = []
        for (position, start) in edges.enumerated() {
            let end = position + 1 < edges.count ? edges[position + 1] : time.upperBound
            let status = status(at: start)
            if let last = stretches.last, last.status == status {
                stretches[stretches.count - 1] = DutySpan(
                    status, during: last.time.lowerBound..<end)
            } else {
                stretches.append(DutySpan(status, during: start..<end))
            }
        }
        return stretches
    }

    /// The moment after `instant` at which the duty changes, within a day; a day later if it stays.
    public func nextChange(after instant: Instant) -> Instant {
        let first = stretches(in: instant..<(instant + .hours(24))).first
        return first?.time.upperBound ?? instant + .hours(24)
    }

    /// Every moment at which the duty may change.
    private func edges(in time: Range<Instant>) -> [Instant] {
        let dated = responder.exceptions + book.orders(for: responder.id)
        var edges = dated.flatMap { [$0.time.lowerBound, $0.time.upperBound] }
        edges += zone.transitions.map(\.start)
        let minutes = Set(
            (responder.shifts + responder.standby).flatMap { [$0.startMinute, $0.endMinute] }
                + [0])
        let first = zone.localTime(at: time.lowerBound).date.daysSinceEpoch
        let last = zone.localTime(at: time.upperBound).date.daysSinceEpoch
        for day in (first - 1)...(last + 1) {
            for minute in minutes {
                let reading = LocalTime(
                    date: CivilDate(daysSinceEpoch: day + minute / 1_440),
                    secondOfDay: minute % 1_440 * 60)
                edges.append(zone.instant(at: reading))
            }
        }
        return edges
    }
}
