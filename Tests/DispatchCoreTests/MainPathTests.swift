import DispatchCore
import Governance
import GridTesting
import Testing

/// From a report to a closed incident, told as given, when, then.
struct MainPathTests {
    let start = SmallCounty.morning
    let specification = DispatchSpecification()
    let worker = Actor.worker("li")
    let operators = Actor.operator("wang")
    let words = PersonalData(text: "门后有哭声", name: "王阿姨", contact: "0570", address: "3-201")

    var report: Report { .example(occurredAt: start - .minutes(2)) }

    var requests: [AssignmentRequest] {
        let people: [(Role.ID, Responder.ID, Double, others: Int, AreaCode.Level)] = [
            (.communityDirector, .qiaotouDirector, 100, 0, .community),
            (.police, .dongxiPoliceDay, 500, 1, .township),
            (.mediator, .qiaotouMediatorNear, 200, 1, .community),
        ]
        return people.enumerated().map { index, person in
            AssignmentRequest(
                number: index + 1, role: person.0, responder: person.1,
                reason: .weighed(.role, person.2, others: person.others, level: person.4),
                acknowledgeBy: start + .minutes(1))
        }
    }

    var accepted: [Event] {
        [
            .example(
                .reportAccepted(report, number: 1, fileBy: nil), at: start, by: worker,
                occurredAt: start - .minutes(2), personal: words),
            .example(
                .incidentFiled(
                    SmallCounty.decision(about: report), arriveBy: start + .minutes(8),
                    settleBy: start + .hours(2)), at: start),
            .example(.respondersRequested(requests), at: start),
        ]
    }

    /// All three have been told, have come and are done; minutes after the report.
    var attended: [Event] {
        var events = accepted
        let arrivals: [(Int, Responder.ID, minute: Int)] = [
            (1, .qiaotouDirector, 4), (3, .qiaotouMediatorNear, 6), (2, .dongxiPoliceDay, 8),
        ]
        for (number, responder, minute) in arrivals {
            events.append(
                .example(
                    .responderOnScene(number, position: nil), at: start + .minutes(minute),
                    by: .responder(responder)))
        }
        for (number, responder, _) in arrivals.dropLast() {
            events.append(
                .example(
                    .assignmentDone(number), at: start + .minutes(30),
                    by: .responder(responder)))
        }
        return events
    }

    @Test func `a worker's report is filed and the roles are called in one decision`() {
        specification.given([])
            .when(.example(.submit(report), by: worker, personal: words), at: start)
            .then(accepted)
    }

    @Test func `a resident's report waits to be verified and filed`() {
        let call = Report.example(from: .resident, occurredAt: start)
        let reported = Event.example(
            .reportAccepted(call, number: 1, fileBy: start + .minutes(10)), at: start,
            by: operators)
        specification.given([])
            .when(.example(.submit(call)), at: start)
            .then([reported])
        let later = start + .minutes(3)
        let outcome = specification.given([reported]).when(.example(.file), at: later)
        guard case .outcome(let filed) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(
            filed.events.first
                == .example(
                    .incidentFiled(
                        SmallCounty.decision(about: call, at: later),
                        arriveBy: later + .minutes(8), settleBy: later + .hours(2)), at: later,
                    by: operators))
        #expect(filed.events.count == 2)
        #expect(filed.incident.deadlines.map(\.kind) == [.settle, .arrive])
    }

    @Test func `a responder who was told and comes leaves a time for each step`() throws {
        let told = Event.example(
            .respondersNotified([1, 2, 3], channel: "app"), at: start + .seconds(2))
        specification.given(accepted)
            .when(
                .example(.confirmNotified([1, 2, 3], channel: "app"), by: .system),
                at: start + .seconds(2)
            ).then([told])
        let police = Actor.responder(.dongxiPoliceDay)
        let gate = SmallCounty.place(north: 10)
        let steps: [(Command.Action, Event.Kind)] = [
            (.acknowledge(2), .assignmentAcknowledged(2)), (.depart(2), .responderEnRoute(2)),
            (.arrive(2, position: gate), .responderOnScene(2, position: gate)),
            (.finish(2), .assignmentDone(2)),
        ]
        var history = accepted + [told]
        for (minute, (action, kind)) in steps.enumerated() {
            let now = start + .minutes(minute + 1)
            let event = Event.example(
                kind, at: now, by: police, occurredAt: now - .seconds(3))
            specification.given(history)
                .when(.example(action, by: police, occurredAt: now - .seconds(3)), at: now)
                .then([event])
            history.append(event)
        }
        var state = TownshipState()
        for event in history { state.evolve(event) }
        let assignment = try #require(
            state.incidents[SmallCounty.incident(1)]?.assignments.dropFirst().first)
        #expect(assignment.requestedAt == start)
        #expect(assignment.notifiedAt == start + .seconds(2))
        #expect(assignment.acknowledgedAt == start + .seconds(57))
        #expect(assignment.enRouteAt == start + .seconds(117))
        #expect(assignment.onSceneAt == start + .seconds(177))
        #expect(assignment.doneAt == start + .seconds(237))
        #expect(assignment.state == .done)
    }

    @Test func `the last one done disposes of it, and only then`() {
        let now = start + .minutes(40)
        specification.given(attended)
            .when(
                .example(.finish(2), by: .responder(.dongxiPoliceDay), personal: words), at: now
            )
            .then([
                .example(
                    .assignmentDone(2), at: now, by: .responder(.dongxiPoliceDay),
                    personal: words),
                .example(.incidentDisposed(checkBy: now + .hours(24)), at: now),
            ])
    }

    @Test func `it is checked and closed`() {
        let disposed =
            attended + [
                .example(
                    .assignmentDone(2), at: start + .minutes(40),
                    by: .responder(.dongxiPoliceDay)),
                .example(.incidentDisposed(checkBy: start + .hours(25)), at: start + .minutes(40)),
            ]
        let checkedAt = start + .hours(1)
        let checked = Event.example(
            .incidentChecked(closeBy: checkedAt + .hours(24)), at: checkedAt, by: operators,
            occurredAt: checkedAt - .minutes(5), personal: words)
        specification.given(disposed)
            .when(
                .example(.check, occurredAt: checkedAt - .minutes(5), personal: words),
                at: checkedAt
            ).then([checked])
        specification.given(disposed + [checked])
            .when(.example(.close), at: start + .hours(2))
            .then([.example(.incidentClosed, at: start + .hours(2), by: operators)])
    }

    @Test func `eight minutes from the report to the last of three`() throws {
        var state = TownshipState()
        for event in attended { state.evolve(event) }
        let incident = try #require(state.incidents[SmallCounty.incident(1)])
        let full = try #require(incident.fullAssignment)
        #expect(full.at - incident.acceptedAt == .minutes(8))
        #expect(full.last == .police)
        #expect(incident.stage == .disposing)
        #expect(incident.deadlines.map(\.kind) == [.settle])
    }

    @Test func `a report for which the rules call nobody goes to the check at once`() {
        let praise = Report.example(.praise)
        specification.given([])
            .when(.example(.submit(praise), by: worker), at: start)
            .then([
                .example(.reportAccepted(praise, number: 1, fileBy: nil), at: start, by: worker),
                .example(
                    .incidentFiled(
                        SmallCounty.decision(about: praise), arriveBy: start + .minutes(60),
                        settleBy: start + .hours(24)), at: start),
                .example(.incidentDisposed(checkBy: start + .hours(48)), at: start),
            ])
    }
}
