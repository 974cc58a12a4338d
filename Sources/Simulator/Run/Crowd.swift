import DispatchCore
import Governance

/// The people of a simulated world: what each of them does because of what has happened.
///
/// The crowd decides nothing about dispatch. It sees events, as people do, and answers with steps.
/// One person works at one incident at a time.
struct Crowd {
    /// What somebody of the roster is doing.
    private struct Person {
        /// The task that they are on the way to or at work at.
        var task: Assignment.ID?
        var busySince: Instant?
        /// Tasks that they have promised to come to afterwards, in order, each with the moment
        /// before which they do not leave for it.
        var promised: [(task: Assignment.ID, from: Instant)] = []
    }

    /// A role for which the command room waits until somebody is free.
    private struct Waiting: Hashable {
        let incident: Incident.ID
        let role: Role.ID
        let area: AreaCode
    }

    private let scenario: Scenario
    private let county: County
    private let streams: RandomStreams
    private let positions: [Responder.ID: Int]
    private let homes: [TravelModel.Place]
    private var people: [Person]
    private var serials: [Incident.ID: UInt64] = [:]
    private var waiting: [Waiting] = []
    /// The steps that came out of the last events, each with its moment.
    private(set) var planned: [(step: PlannedStep, at: Instant)] = []
    /// How long each person of the roster was at work within the measured time.
    private(set) var busy: [Duration]

    init(_ scenario: Scenario, county: County, streams: RandomStreams) {
        self.scenario = scenario
        self.county = county
        self.streams = streams
        positions = Dictionary(
            uniqueKeysWithValues: county.roster.enumerated().map { ($1.id, $0) })
        homes = county.roster.map { responder in
            let area = responder.coverage.first
            return TravelModel.Place(
                area: area,
                coordinate: responder.station ?? area.flatMap(county.grids.centre(of:)))
        }
        people = county.roster.map { _ in Person() }
        busy = county.roster.map { _ in .zero }
    }

    /// Forgets the planned steps, once they have been taken over.
    mutating func clearPlanned() {
        planned.removeAll(keepingCapacity: true)
    }

    /// Takes notice of a report, so that its draws can be told from those of others.
    mutating func note(_ coming: ReportSource.Coming) {
        serials[coming.incident] = coming.serial
    }

    /// Plans what follows from an event; `incident` is as the events of the decision left it.
    ///
    /// What somebody presses on a phone counts from when they did it, all else from now.
    mutating func react(to event: Event, of incident: Incident) {
        let now = event.recordedAt
        switch event.kind {
        case .reportAccepted(let report, _, _):
            guard report.source.needsVerification else { return }
            let time = time(scenario.people.verification, .verification, incident, \.verification)
            plan(.file(incident.id), now + time)
        case .incidentFiled:
            for call in scenario.conduct.room(incident)?.calls ?? [] {
                plan(.call(incident.id, call.role, call.responder), now + call.after)
            }
        case .respondersRequested(let requests): tell(requests, incident, now)
        case .respondersNotified(let numbers, _):
            for number in numbers { answer(number, incident, now) }
        case .assignmentAcknowledged(let number): promise(number, incident, event.effectiveAt)
        case .responderEnRoute(let number): travel(number, incident, event.effectiveAt)
        case .responderOnScene(let number, _): work(number, incident, event.effectiveAt)
        case .assignmentDone(let number), .assignmentDeclined(let number, _),
            .assignmentTimedOut(let number), .assignmentReleased(let number, _):
            leave(number, incident, event.effectiveAt)
        case .roleUnfilled(let role, _): missing(role, incident, now)
        case .incidentDisposed:
            plan(
                .check(incident.id),
                now + time(scenario.people.check, .check, incident, \.check))
        case .incidentChecked:
            plan(
                .close(incident.id),
                now + time(scenario.people.closing, .closing, incident, \.closing))
        case .incidentClosed: serials[incident.id] = nil
        default: return
        }
    }

    /// Ends the count of what people were busy with, at the end of the run.
    mutating func finish(at now: Instant) {
        for position in people.indices where people[position].busySince != nil {
            countBusy(position, until: now)
        }
    }

    /// Somebody could not do what they were about to: they have nothing more to do with the task.
    mutating func drop(_ step: PlannedStep, of incident: Incident, at now: Instant) {
        guard let number = step.pressedFor, number <= incident.assignments.count else { return }
        leave(number, incident, now)
    }
}

extension Crowd {
    private mutating func plan(_ step: PlannedStep, _ at: Instant) {
        planned.append((step, at))
    }

    private func serial(_ incident: Incident) -> UInt64 { serials[incident.id] ?? incident.id.low }

    private func draw(
        _ distribution: Distribution, _ purpose: RandomStreams.Purpose, _ incident: Incident,
    ) -> Duration {
        if case .constant(let time) = distribution { return time }
        var generator = streams.generator(purpose, serial(incident))
        return distribution.draw(using: &generator)
    }

    /// The generator for what the responder of an assignment does: told apart by role, and by how
    /// many were asked for that role before.
    private func generator(
        _ purpose: RandomStreams.Purpose, _ assignment: Assignment, _ incident: Incident,
    ) -> SeededGenerator {
        let attempt = incident.assignments.prefix(assignment.number - 1).count {
            $0.role == assignment.role
        }
        return streams.generator(
            purpose, serial(incident), RandomStreams.number(of: assignment.role.name),
            UInt64(attempt))
    }

    private func draw(
        _ distribution: Distribution, _ purpose: RandomStreams.Purpose, _ assignment: Assignment,
        _ incident: Incident,
    ) -> Duration {
        if case .constant(let time) = distribution { return time }
        var generator = generator(purpose, assignment, incident)
        return distribution.draw(using: &generator)
    }

    /// What the command room takes, by the record or else by chance.
    private func time(
        _ distribution: Distribution, _ purpose: RandomStreams.Purpose, _ incident: Incident,
        _ recorded: KeyPath<RecordedConduct.Room, Duration?>,
    ) -> Duration {
        scenario.conduct.room(incident)?[keyPath: recorded]
            ?? draw(distribution, purpose, incident)
    }

    /// What a responder takes, by the record or else by chance.
    private func time(
        _ distribution: Distribution, _ purpose: RandomStreams.Purpose, _ assignment: Assignment,
        _ incident: Incident,
        _ recorded: KeyPath<RecordedConduct.Deed, RecordedConduct.Timing?>,
    ) -> Duration {
        func drawn() -> Duration { draw(distribution, purpose, assignment, incident) }
        return scenario.conduct.deed(assignment, incident)?[keyPath: recorded]?.time(drawn)
            ?? drawn()
    }

    private func happens(
        _ chance: Double, _ purpose: RandomStreams.Purpose, _ assignment: Assignment,
        _ incident: Incident,
    ) -> Bool {
        guard chance > 0 else { return false }
        var generator = generator(purpose, assignment, incident)
        return generator.happens(chance)
    }

    private func elapsed(_ now: Instant) -> Duration { now - scenario.start }

    /// The requests of one decision are sent together, once the slowest channel has them.
    private mutating func tell(
        _ requests: [AssignmentRequest], _ incident: Incident, _ now: Instant,
    ) {
        var at = now
        let assignments = requests.map { incident.assignments[$0.number - 1] }
        let recorded = assignments.map { scenario.conduct.deed($0, incident)?.notification }
        let isKnown = recorded.contains { $0?.known != nil }
        for (assignment, timing) in zip(assignments, recorded) {
            // Somebody who was not needed any more before the message that is known went out.
            if isKnown, timing != nil, timing?.known == nil { continue }
            let notification = scenario.people.behaviour(of: assignment.role).notification
            at = max(
                at,
                now + time(notification, .notification, assignment, incident, \.notification))
        }
        for fault in scenario.faults where fault.kind == .channelOutage {
            if fault.span.contains(elapsed(at)) { at = scenario.start + fault.span.upperBound }
        }
        plan(.notify(incident.id, requests.map(\.number)), at)
    }

    private mutating func answer(_ number: Int, _ incident: Incident, _ now: Instant) {
        let assignment = incident.assignments[number - 1]
        let behaviour = scenario.people.behaviour(of: assignment.role)
        guard assignment.state.awaitsAnswer, let position = positions[assignment.responder] else {
            return
        }
        if isPhoneOff(assignment, incident, now) { return }
        if let answer = scenario.conduct.deed(assignment, incident)?.answer {
            repeatAnswer(answer, number, incident, now)
            return
        }
        if happens(behaviour.silences, .silence, assignment, incident) { return }
        let at = now + draw(behaviour.answer, .answer, assignment, incident)
        let isBusy = people[position].task != nil || !people[position].promised.isEmpty
        if isBusy, scenario.people.whenBusy == .decline {
            plan(.decline(incident.id, number, .busy), at)
        } else if happens(behaviour.declines, .decline, assignment, incident) {
            plan(.decline(incident.id, number, .other), at)
        } else {
            plan(.acknowledge(incident.id, number), at)
        }
    }

    /// Somebody answers as the record has it.
    private mutating func repeatAnswer(
        _ answer: RecordedConduct.Answer, _ number: Int, _ incident: Incident, _ now: Instant,
    ) {
        let assignment = incident.assignments[number - 1]
        let behaviour = scenario.people.behaviour(of: assignment.role)
        switch answer {
        case .silent: return
        case .declined(let reason, let after):
            plan(.decline(incident.id, number, reason), now + after)
        case .accepted(let timing):
            let time = timing.time {
                draw(behaviour.answer, .answer, assignment, incident)
            }
            plan(.acknowledge(incident.id, number), now + time)
        }
    }

    private func isPhoneOff(
        _ assignment: Assignment, _ incident: Incident, _ now: Instant,
    ) -> Bool {
        scenario.faults.contains { fault in
            guard case .phonesOff(let role, let share) = fault.kind else { return false }
            guard fault.span.contains(elapsed(now)) else { return false }
            guard role.map({ $0 == assignment.role }) ?? true else { return false }
            return happens(share, .phone, assignment, incident)
        }
    }

    /// Somebody has said yes: they leave soon, or when they are done with what they do.
    private mutating func promise(_ number: Int, _ incident: Incident, _ now: Instant) {
        let assignment = incident.assignments[number - 1]
        guard let position = positions[assignment.responder] else { return }
        let task = Assignment.ID(incident: incident.id, number: number)
        guard assignment.state == .acknowledged, people[position].task != task else { return }
        let turnout = time(
            scenario.people.behaviour(of: assignment.role).turnout, .turnout, assignment,
            incident, \.turnout)
        guard people[position].task == nil else {
            // A recorded turnout has the waiting for other work in it; a drawn one is over by then.
            let isRecorded = scenario.conduct.deed(assignment, incident)?.turnout != nil
            people[position].promised.append((task, isRecorded ? now + turnout : now))
            return
        }
        begin(task, position, now)
        plan(.depart(incident.id, number), now + turnout)
    }

    private mutating func begin(_ task: Assignment.ID, _ position: Int, _ now: Instant) {
        people[position].task = task
        people[position].busySince = now
    }

    private mutating func travel(_ number: Int, _ incident: Incident, _ now: Instant) {
        let assignment = incident.assignments[number - 1]
        guard let position = positions[assignment.responder] else { return }
        let place = TravelModel.Place(
            area: incident.report.area,
            coordinate: incident.report.coordinate
                ?? county.grids.centre(of: incident.report.area))
        let middle = scenario.travel.middle(
            from: homes[position], to: place, role: assignment.role,
            hour: county.timeZone.localTime(at: now).hour, elapsed: elapsed(now))
        var generator = generator(.travel, assignment, incident)
        func drawn() -> Duration {
            scenario.travel.time?.draw(using: &generator)
                ?? scenario.travel.time(around: middle, using: &generator)
        }
        let recorded = scenario.conduct.deed(assignment, incident)?.travel
        plan(.arrive(incident.id, number), now + (recorded?.time(drawn) ?? drawn()))
    }

    private mutating func work(_ number: Int, _ incident: Incident, _ now: Instant) {
        let assignment = incident.assignments[number - 1]
        let usual = scenario.people.onSceneTime(incident.report.category, assignment.role)
        plan(
            .finish(incident.id, number),
            now + time(usual, .onScene, assignment, incident, \.onScene))
    }

    /// Somebody has nothing more to do with a task: the next one that they have promised begins.
    private mutating func leave(_ number: Int, _ incident: Incident, _ now: Instant) {
        guard let position = positions[incident.assignments[number - 1].responder] else { return }
        let task = Assignment.ID(incident: incident.id, number: number)
        people[position].promised.removeAll { $0.task == task }
        guard people[position].task == task else { return }
        countBusy(position, until: now)
        people[position].task = nil
        people[position].busySince = nil
        guard people[position].promised.isEmpty else {
            let (next, from) = people[position].promised.removeFirst()
            begin(next, position, now)
            plan(.depart(next.incident, next.number), max(now, from))
            return
        }
        callWaiting(position, now)
    }

    private mutating func countBusy(_ position: Int, until now: Instant) {
        guard let since = people[position].busySince else { return }
        let from = max(since, scenario.measuredFrom)
        let to = min(now, scenario.end)
        if from < to { busy[position] += to - from }
    }
}

extension Crowd {
    /// How often the command room looks again for somebody free, besides when somebody becomes so.
    private static let lookAgainEvery = Duration.seconds(300)

    private mutating func missing(_ role: Role.ID, _ incident: Incident, _ now: Instant) {
        if let waived = scenario.conduct.room(incident)?.waived[role] {
            plan(.giveUp(incident.id, role), now + waived)
            return
        }
        switch scenario.people.whenUnfilled {
        case .waive(let after):
            plan(.giveUp(incident.id, role), now + draw(after, .giveUp, incident))
        case .wait(let atMost):
            let entry = Waiting(
                incident: incident.id, role: role, area: incident.report.area)
            guard !waiting.contains(entry) else { return }
            waiting.append(entry)
            plan(.giveUp(incident.id, role), now + draw(atMost, .giveUp, incident))
            plan(.lookAgain(incident.id, role), now + Self.lookAgainEvery)
        }
    }

    /// Calls whoever of the roster is free for a role, if anybody is.
    mutating func lookAgain(_ incident: Incident, _ role: Role.ID, at now: Instant) {
        let entry = Waiting(incident: incident.id, role: role, area: incident.report.area)
        guard waiting.contains(entry) else { return }
        let free = people.indices.first { isFree($0, for: entry, now) }
        if let free {
            waiting.removeAll { $0 == entry }
            plan(.call(incident.id, role, county.roster[free].id), now)
        } else {
            plan(.lookAgain(incident.id, role), now + Self.lookAgainEvery)
        }
    }

    /// Takes a role off the list of those that wait, because it was given up or filled.
    mutating func noLongerWaits(_ id: Incident.ID, _ role: Role.ID) {
        waiting.removeAll { $0.incident == id && $0.role == role }
    }

    /// Somebody is free: the first role that waits for somebody like them has them called.
    private mutating func callWaiting(_ position: Int, _ now: Instant) {
        guard let first = waiting.firstIndex(where: { isFree(position, for: $0, now) }) else {
            return
        }
        let entry = waiting.remove(at: first)
        plan(.call(entry.incident, entry.role, county.roster[position].id), now)
    }

    private func isFree(_ position: Int, for entry: Waiting, _ now: Instant) -> Bool {
        let responder = county.roster[position]
        guard people[position].task == nil, people[position].promised.isEmpty else { return false }
        guard responder.roles.contains(entry.role) else { return false }
        let time = county.timeZone.localTime(at: now)
        guard responder.duty(at: now, reading: time) != .offDuty else { return false }
        let township = entry.area.ancestor(at: .township)
        return responder.coverage.contains {
            $0.contains(entry.area) || $0.ancestor(at: .township) == township
        }
    }
}
