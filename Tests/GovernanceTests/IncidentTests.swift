import Governance
import GridTesting
import Testing

/// What an incident can tell about itself; how it changes is the dispatch core's matter.
struct IncidentTests {
    let start = SmallCounty.morning

    /// An incident that needs three roles, with one assignment for each of `arrivals`.
    func incident(arrivals: [(Role.ID, Duration?)]) -> Incident {
        var incident = Incident(
            id: SmallCounty.incident(1), number: 1, report: .example(), acceptedAt: start)
        incident.requiredRoles = [.communityDirector, .police, .mediator]
        for (index, (role, arrival)) in arrivals.enumerated() {
            var assignment = Assignment(
                AssignmentRequest(
                    number: index + 1, role: role, responder: .xilingPolice,
                    reason: SelectionReason(rung: .role), acknowledgeBy: start + .minutes(1)),
                requestedAt: start)
            assignment.onSceneAt = arrival.map { start + $0 }
            incident.assignments.append(assignment)
        }
        return incident
    }

    @Test func `the full assignment is there when the last required role is`() throws {
        let incident = incident(arrivals: [
            (.communityDirector, .minutes(3)), (.police, .minutes(8)), (.mediator, .minutes(5)),
        ])
        let full = try #require(incident.fullAssignment)
        #expect(full.at == start + .minutes(8))
        #expect(full.last == .police)
    }

    @Test func `nothing is full while one role is missing`() {
        let incident = incident(arrivals: [
            (.communityDirector, .minutes(3)), (.police, .minutes(8)), (.mediator, nil),
        ])
        #expect(incident.fullAssignment == nil)
        #expect(incident.firstOnScene(for: .mediator) == nil)
        #expect(self.incident(arrivals: []).fullAssignment == nil)
    }

    @Test func `a second responder of a role does not make it later`() {
        let incident = incident(arrivals: [
            (.communityDirector, .minutes(3)), (.police, .minutes(4)), (.mediator, .minutes(5)),
            (.police, .minutes(20)),
        ])
        #expect(incident.fullAssignment?.at == start + .minutes(5))
        #expect(incident.firstOnScene(for: .police) == start + .minutes(4))
    }

    @Test func `an incident that needs nobody is never fully assigned`() {
        var incident = incident(arrivals: [(.police, .minutes(4))])
        incident.requiredRoles = []
        #expect(incident.fullAssignment == nil)
    }

    @Test func `the next deadline is the earliest of answers and limits`() {
        var incident = incident(arrivals: [(.police, nil), (.mediator, nil)])
        #expect(incident.nextDeadline == start + .minutes(1))
        incident.deadlines = [Incident.Deadline(kind: .settle, due: start + .seconds(30))]
        #expect(incident.nextDeadline == start + .seconds(30))
        incident.deadlines = [Incident.Deadline(kind: .settle, due: start + .hours(2))]
        incident.assignments[0].state = .acknowledged
        #expect(incident.nextDeadline == start + .minutes(1))
        incident.assignments[1].state = .timedOut
        #expect(incident.nextDeadline == start + .hours(2))
        incident.deadlines = []
        #expect(incident.nextDeadline == nil)
    }

    @Test func `an incident belongs to the township of its area`() throws {
        for area in [AreaCode.dongxi, .qiaotou, .qiaotouFirst] {
            let incident = Incident(
                id: SmallCounty.incident(1), number: 1, report: .example(in: area),
                acceptedAt: start)
            #expect(incident.partition == .dongxi)
        }
    }

    @Test func `it is ordinary until the rules have decided`() {
        var incident = incident(arrivals: [])
        #expect(incident.severity == .ordinary)
        incident.decision = SmallCounty.decision(about: .example(.fire))
        #expect(incident.severity == .critical)
        #expect(Severity.allCases.sorted() == [.critical, .urgent, .ordinary, .low])
    }

    @Test func `live and awaiting states are these`() {
        let live = Assignment.State.allCases.filter(\.isLive)
        #expect(live == [.requested, .notified, .acknowledged, .enRoute, .onScene])
        #expect(Assignment.State.allCases.filter(\.awaitsAnswer) == [.requested, .notified])
    }

    @Test func `only what a worker saw needs no verification`() {
        #expect(Report.Source.allCases.filter { !$0.needsVerification } == [.worker])
    }

    @Test func `a device whose clock runs ahead cannot move an event into the future`() {
        let early = Event.example(.incidentClosed, at: start, occurredAt: start - .minutes(5))
        let late = Event.example(.incidentClosed, at: start, occurredAt: start + .minutes(5))
        #expect(early.effectiveAt == start - .minutes(5))
        #expect(late.effectiveAt == start)
        #expect(early.incident == SmallCounty.incident(1))
        let ofCounty = Event(
            subject: .county, occurredAt: start, recordedAt: start, actor: .system,
            kind: .countyActivated(SmallCounty.version))
        #expect(ofCounty.incident == nil)
    }

    @Test func `a decision is degraded when a rule failed`() {
        let decision = SmallCounty.decision(about: .example(.fire))
        #expect(!decision.isDegraded)
        let faulty = RoutingDecision(
            version: decision.version, roles: [], severity: .low, standard: .ordinary,
            tables: [
                .init(table: "roles", fired: [], usedDefault: true),
                .init(table: "severity", fired: [], usedDefault: true, faults: ["no number"]),
            ], facts: [])
        #expect(faulty.isDegraded)
    }

    @Test func `personal data is empty when nothing is in it`() {
        #expect(PersonalData().isEmpty)
        for one in [
            PersonalData(text: ""), PersonalData(name: "a"), PersonalData(contact: "b"),
            PersonalData(address: "c"),
        ] {
            #expect(!one.isEmpty)
        }
    }

    @Test func `a wall-clock limit runs day and night`() {
        let limit = ResponseStandard.Limit.wallClock(.hours(30))
        #expect(
            limit.deadline(from: start, in: SmallCounty.county.calendar)
                == WorkingDeadline(at: start + .hours(30), isCovered: true))
    }
}
