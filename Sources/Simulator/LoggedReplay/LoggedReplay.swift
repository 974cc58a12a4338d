public import DispatchCore
import Governance
import RulesEngine

/// A log whose every decision is made again by the core and compared, event by event.
///
/// Given are the moments, the reports and what people and operators did; everything else, from who
/// was called to what each deadline led to, is decided anew. After a difference the log goes on as it
/// was, so that one does not hide others.
public struct LoggedReplay {
    private let dispatchers: [CountyVersion: Dispatcher]
    private var version: CountyVersion?
    private var townships: [AreaCode: TownshipState] = [:]
    private var duty = DutyBook()
    /// Events of one incident and one moment that stand together: one or more whole decisions.
    private var run: [LoggedEvent] = []
    private var proof = ReplayProof()
    /// What the decision before this one has brought about for other incidents.
    private var following: [Outcome] = []

    /// A replay under these versions of the county, each of which holds where the log says so.
    public init(_ dispatchers: [Dispatcher]) {
        self.dispatchers = Dictionary(dispatchers.map { ($0.county.version, $0) }) { $1 }
    }

    /// Takes the next event of the log.
    public mutating func take(_ logged: LoggedEvent) {
        if let last = run.last,
            last.event.incident != logged.event.incident || last.partition != logged.partition
                || last.event.recordedAt != logged.event.recordedAt
        {
            decideRun()
        }
        run.append(logged)
    }

    /// What has been shown, once the log has ended.
    public mutating func finish() -> ReplayProof {
        decideRun()
        return proof
    }

    private mutating func decideRun() {
        defer { run.removeAll(keepingCapacity: true) }
        proof.events += run.count
        var rest = run[...]
        while let first = rest.first {
            if first.event.incident == nil {
                takeCounty(first)
                rest.removeFirst()
            } else {
                rest = rest.dropFirst(decideAgain(rest))
            }
        }
    }

    /// What concerns the county follows from no decision of dispatch.
    private mutating func takeCounty(_ logged: LoggedEvent) {
        proof.sameEvents += 1
        switch logged.event.kind {
        case .countyActivated(let activated): activate(activated)
        case .rulesChanged(let change) where change.step.isActivation: activate(change.version)
        case .dutyChanged, .dutyChangeWithdrawn: change(logged.event)
        default: return
        }
    }

    /// Of changes of duty every township is told.
    private mutating func change(_ event: Event) {
        duty.evolve(event)
        for partition in Array(townships.keys) { townships[partition]?.duty = duty }
    }

    private mutating func activate(_ activated: CountyVersion) {
        version = activated
        if !proof.versions.contains(activated) { proof.versions.append(activated) }
    }

    /// Decides again what the events begin with; tells how many of them that took.
    private mutating func decideAgain(_ events: ArraySlice<LoggedEvent>) -> Int {
        // A decision names its version, also where no activation stands in the log.
        for case .incidentFiled(let decision, _, _, _) in events.lazy.map(\.event.kind)
        where decision.version != version {
            activate(decision.version)
        }
        if let follows = takeFollowing(events) { return follows }
        guard let version else { return give(events, .noVersion) }
        guard let dispatcher = dispatchers[version] else {
            return give(events, .version(version))
        }
        if events.contains(where: \.restsOnForgottenWords) { return give(events, .forgottenWords) }
        guard let step = LoggedStep(ArraySlice(events.map(\.event))) else {
            return give(events, .type(events.first?.event.kind.type ?? ""))
        }
        return compare(step, events, dispatcher)
    }

    /// Takes events that follow from the decision before them; nil where none of them do.
    private mutating func takeFollowing(_ events: ArraySlice<LoggedEvent>) -> Int? {
        guard let first = events.first,
            let position = following.firstIndex(where: {
                $0.incident.id == first.event.incident
                    && $0.events.first?.recordedAt == first.event.recordedAt
            })
        else {
            following.removeAll()
            return nil
        }
        let outcome = following.remove(at: position)
        guard events.prefix(outcome.events.count).map(\.event) == outcome.events else {
            return nil
        }
        proof.sameEvents += outcome.events.count
        townships[first.partition, default: TownshipState(duty: duty)].apply(outcome)
        return outcome.events.count
    }

    /// Takes events as they are.
    private mutating func give(
        _ events: ArraySlice<LoggedEvent>, _ reason: ReplayProof.Given,
    ) -> Int {
        proof.given[reason, default: 0] += 1
        evolve(events)
        return events.count
    }

    private mutating func evolve(_ events: ArraySlice<LoggedEvent>) {
        for logged in events {
            townships[logged.partition, default: TownshipState(duty: duty)].evolve(logged.event)
        }
    }

    private mutating func compare(
        _ step: LoggedStep, _ events: ArraySlice<LoggedEvent>, _ dispatcher: Dispatcher,
    ) -> Int {
        guard let first = events.first else { return 0 }
        var outcome: Outcome?
        var rejection: Rejection?
        do throws(Rejection) {
            outcome = try decide(step, first, dispatcher, knowing: events.feedReadings)
        } catch {
            rejection = error
        }
        let decided = outcome?.events ?? []
        let position = zip(events, decided).firstIndex { $0.event != $1 }
        if let outcome, !decided.isEmpty, position == nil, decided.count <= events.count {
            count(step, decided.count)
            townships[first.partition, default: TownshipState(duty: duty)].apply(outcome)
            following = outcome.others
            return decided.count
        }
        let place = position ?? min(decided.count, events.count)
        proof.add(
            ReplayProof.Difference(
                offset: place < events.count
                    ? events[events.startIndex + place].offset : first.offset + Int64(place),
                partition: first.partition, incident: first.event.incident,
                at: first.event.recordedAt, version: dispatcher.county.version,
                recorded: place < events.count ? events[events.startIndex + place].event : nil,
                decided: place < decided.count ? decided[place] : nil, rejection: rejection))
        evolve(events)
        return events.count
    }

    private func decide(
        _ step: LoggedStep, _ first: LoggedEvent, _ dispatcher: Dispatcher,
        knowing feeds: [String: RoutingContext.FeedReading],
    ) throws(Rejection) -> Outcome? {
        let state = townships[first.partition] ?? TownshipState(duty: duty)
        return switch step {
        case .command(let command):
            try dispatcher.decide(
                command, in: state, at: first.event.recordedAt, knowing: feeds, isOnRecord: true)
        case .time(let id): dispatcher.expire(id, in: state, at: first.event.recordedAt)
        }
    }

    private mutating func count(_ step: LoggedStep, _ events: Int) {
        proof.sameEvents += events
        switch step {
        case .time: proof.deadlines += 1
        case .command(let command):
            proof.commands += 1
            if case .submit = command.action { proof.reports += 1 }
        }
    }
}

extension LoggedEvent {
    /// Whether rules read something personal here that nobody has any more.
    fileprivate var restsOnForgottenWords: Bool {
        guard isForgotten, case .incidentFiled(let decision, _, _, _) = event.kind else {
            return false
        }
        return decision.facts.contains { $0.value == nil }
    }
}

extension Sequence<LoggedEvent> {
    /// What the rules read of feeds in the first decision about a report among the events.
    fileprivate var feedReadings: [String: RoutingContext.FeedReading] {
        for case .incidentFiled(let decision, _, _, _) in lazy.map(\.event.kind) {
            return decision.feedReadings
        }
        return [:]
    }
}

extension Sequence {
    /// How many elements come before the first for which the condition holds.
    fileprivate func firstIndex(where condition: (Element) -> Bool) -> Int? {
        for (index, element) in enumerated() where condition(element) { return index }
        return nil
    }
}
