public import DispatchCore
public import Governance

/// One replication of a scenario: the dispatch core on a virtual clock, among simulated people.
///
/// The simulation holds no rule of dispatch. People see what the core has recorded and give it
/// commands; deadlines pass one microsecond after their last moment. Everything follows from the
/// scenario, the county and the number of the replication.
public struct Simulation {
    /// How long a run goes on at most after the last report.
    public static let longestAfterwards = Duration.hours(24 * 60)

    private enum Entry {
        case step(PlannedStep, occurredAt: Instant?)
        case alarm(AreaCode)
    }

    private let dispatcher: Dispatcher
    private let scenario: Scenario
    private var source: ReportSource
    private var crowd: Crowd
    private var agenda = EventQueue<Entry>()
    private var partitions: [Incident.ID: AreaCode] = [:]
    private var alarms: [AreaCode: Instant] = [:]
    /// Decisions that were taken at this moment and not handed out yet.
    private var untold: [Decision] = []
    private let last: Instant
    /// What the core remembers of each township.
    public private(set) var townships: [AreaCode: TownshipState] = [:]
    /// What the clock shows.
    public private(set) var now: Instant

    /// A decision that the core took in a run.
    public struct Decision: Sendable {
        /// When.
        public let at: Instant
        /// In which township.
        public let partition: AreaCode
        /// On what command; nil where time alone brought it about.
        public let command: Command?
        /// What came of it; never without events.
        public let outcome: Outcome
    }

    /// The replication of this number, from 0 on; it has not begun.
    public init(_ scenario: Scenario, dispatcher: Dispatcher, replication: Int) {
        self.scenario = scenario
        self.dispatcher = dispatcher
        let streams = RandomStreams(seed: scenario.seed, replication: replication)
        source = ReportSource(scenario, county: dispatcher.county, streams: streams)
        crowd = Crowd(scenario, county: dispatcher.county, streams: streams)
        now = scenario.start
        last = scenario.end + Self.longestAfterwards
        announceNextReport()
    }

    /// How many steps and alarms are still to come.
    var pending: Int { agenda.count }

    /// When reports no longer come.
    public var end: Instant { scenario.end }

    /// How long each person of the roster, in its order, was at work within the measured time.
    public var busy: [Duration] { crowd.busy }

    /// Runs to the end, and hands each decision to `observe` as soon as it is taken.
    public mutating func run(_ observe: (Decision) throws -> Void) rethrows {
        while let decision = next() { try observe(decision) }
    }

    /// Runs to the next decision; nil when the run has ended.
    public mutating func next() -> Decision? {
        while untold.isEmpty {
            guard let (due, entry) = agenda.removeFirst(), due <= last else {
                crowd.finish(at: now)
                return nil
            }
            now = due
            switch entry {
            case .alarm(let partition): ring(partition)
            case .step(let step, let occurredAt): take(step, occurredAt)
            }
        }
        return untold.removeFirst()
    }

    private mutating func announceNextReport() {
        guard let coming = source.next() else { return }
        agenda.insert(.step(.report(coming), occurredAt: nil), due: coming.at)
    }

    /// Lets every deadline of a township expire that has passed.
    private mutating func ring(_ partition: AreaCode) {
        // Another one went before it, and has set the next.
        guard alarms[partition] == now else { return }
        alarms[partition] = nil
        while let id = townships[partition]?.nextDue(at: now) {
            // The state must not be held while the outcome changes it, or all of it is copied.
            let outcome = townships[partition].flatMap {
                dispatcher.expire(id, in: $0, at: now)
            }
            guard let outcome, !outcome.events.isEmpty else { break }
            apply(outcome, partition, nil)
        }
        setAlarm(partition)
    }

    /// Takes a step now, or later where a fault holds it up.
    private mutating func take(_ step: PlannedStep, _ occurredAt: Instant?) {
        let isNew = occurredAt == nil
        if case .report(let coming) = step, isNew {
            announceNextReport()
            crowd.note(coming)
            partitions[coming.incident] =
                coming.report.area.ancestor(at: .township) ?? coming.report.area
        }
        let incident = incident(step.incident)
        if isNew, let later = heldUp(step, incident) {
            agenda.insert(.step(step, occurredAt: now), due: later)
            return
        }
        guard isWorthwhile(step, incident) else { return }
        if case .lookAgain(_, let role) = step, let incident {
            crowd.lookAgain(incident, role, at: now)
            return takeOverPlans()
        }
        guard
            let command = step.command(for: incident, occurredAt: occurredAt),
            let partition = partitions[step.incident]
        else { return }
        perform(command, step, partition)
    }

    private mutating func perform(
        _ command: Command, _ step: PlannedStep, _ partition: AreaCode,
    ) {
        let decided: Outcome?
        do throws(Rejection) {
            decided = try dispatcher.decide(
                command, in: townships[partition, default: TownshipState()], at: now)
        } catch {
            // Somebody was too late, or is no longer needed: nothing comes of the step.
            decided = nil
        }
        if let decided, !decided.events.isEmpty {
            apply(decided, partition, command)
        } else if let incident = incident(step.incident) {
            crowd.drop(step, of: incident, at: now)
            takeOverPlans()
        }
        setAlarm(partition)
    }

    private mutating func apply(
        _ outcome: Outcome, _ partition: AreaCode, _ command: Command?,
    ) {
        for part in outcome.all {
            townships[partition, default: TownshipState()].apply(part)
            if part.incident.stage == .closed { partitions[part.incident.id] = nil }
            for event in part.events { crowd.react(to: event, of: part.incident) }
        }
        takeOverPlans()
        // What follows for others is told as decisions of their own, right after.
        for (position, part) in outcome.all.enumerated() {
            untold.append(
                Decision(
                    at: now, partition: partition, command: position == 0 ? command : nil,
                    outcome: part))
        }
    }

    private mutating func takeOverPlans() {
        for (step, at) in crowd.planned {
            agenda.insert(.step(step, occurredAt: at < now ? at : nil), due: max(at, now))
        }
        crowd.clearPlanned()
    }

    private mutating func setAlarm(_ partition: AreaCode) {
        guard let due = townships[partition]?.nextDeadline() else { return }
        let alarm = max(due + .microseconds(1), now)
        if let earlier = alarms[partition], earlier <= alarm { return }
        alarms[partition] = alarm
        agenda.insert(.alarm(partition), due: alarm)
    }

    private func incident(_ id: Incident.ID) -> Incident? {
        partitions[id].flatMap { townships[$0]?.incidents[id] }
    }
}

extension Simulation {
    /// Whether a step of the command room still has a point; people press their buttons anyway.
    private func isWorthwhile(_ step: PlannedStep, _ incident: Incident?) -> Bool {
        switch step {
        case .giveUp(_, let role), .call(_, let role, _), .lookAgain(_, let role):
            incident?.unfilledRoles.contains(role) ?? false
        default: true
        }
    }

    /// Until when a fault holds the step up, if one does.
    private func heldUp(_ step: PlannedStep, _ incident: Incident?) -> Instant? {
        let elapsed = now - scenario.start
        for fault in scenario.faults where fault.span.contains(elapsed) {
            let isHeld: Bool =
                switch (fault.kind, step) {
                case (.deadZone(let areas), .report(let coming)):
                    areas.contains { $0.contains(coming.report.area) }
                case (.deadZone(let areas), _):
                    step.pressedFor != nil
                        && areas.contains { area in
                            incident.map { area.contains($0.report.area) } ?? false
                        }
                case (.feedOutage(let sources), .report(let coming)):
                    sources.contains(coming.report.source)
                default: false
                }
            if isHeld { return scenario.start + fault.span.upperBound }
        }
        return nil
    }
}
