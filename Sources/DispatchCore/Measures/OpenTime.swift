public import Governance

/// How long an incident has been open, on both clocks: the wall's and that of working time.
public struct OpenTime: Hashable, Sendable {
    /// By the wall clock, day and night, pauses (挂账) included.
    public let wall: Duration
    /// In office hours of working days, pauses included.
    public let working: Duration
    /// How much of the wall-clock time its limits stood still.
    public let pausedWall: Duration
    /// How much of the working time its limits stood still.
    public let pausedWorking: Duration

    /// A time on both clocks.
    public init(
        wall: Duration, working: Duration, pausedWall: Duration, pausedWorking: Duration,
    ) {
        self.wall = wall
        self.working = working
        self.pausedWall = pausedWall
        self.pausedWorking = pausedWorking
    }
}

extension Incident {
    /// How long the incident had been open at `moment`, or until it was closed if that was before.
    public func openTime(asOf moment: Instant, _ calendar: WorkingCalendar) -> OpenTime {
        let end = min(moment, closedAt ?? moment)
        let present = suspension.map { Pause(from: $0.since, to: end) }
        let paused = (pauses + (present.map { [$0] } ?? [])).map {
            Pause(from: max($0.from, acceptedAt), to: min($0.to, end))
        }.filter { $0.from < $0.to }
        return OpenTime(
            wall: max(.zero, end - acceptedAt),
            working: calendar.workingTime(from: acceptedAt, to: end),
            pausedWall: paused.reduce(.zero) { $0 + ($1.to - $1.from) },
            pausedWorking: paused.reduce(.zero) {
                $0 + calendar.workingTime(from: $1.from, to: $1.to)
            })
    }
}
