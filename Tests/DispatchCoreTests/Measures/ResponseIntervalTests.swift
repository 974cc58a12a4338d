import DispatchCore
import Governance
import Testing

struct ResponseIntervalTests {
    private static let police = Role.ID(trusted: "police")
    private static let mediator = Role.ID(trusted: "mediator")

    private static func at(_ seconds: Int64) -> Instant { Instant(secondsSinceEpoch: seconds) }

    private static func assignment(
        _ number: Int, _ role: Role.ID, requested: Int64, notified: Int64? = nil,
        acknowledged: Int64? = nil, enRoute: Int64? = nil, onScene: Int64? = nil,
        done: Int64? = nil,
    ) -> Assignment {
        let request = AssignmentRequest(
            number: number, role: role, responder: Responder.ID(trusted: "responder-\(number)"),
            reason: SelectionReason(rung: .role), acknowledgeBy: at(requested + 60))
        var assignment = Assignment(request, requestedAt: at(requested))
        assignment.notifiedAt = notified.map(at)
        assignment.acknowledgedAt = acknowledged.map(at)
        assignment.enRouteAt = enRoute.map(at)
        assignment.onSceneAt = onScene.map(at)
        assignment.doneAt = done.map(at)
        return assignment
    }

    /// A report at 1000; the police arrive at 1200 and the mediator at 1480, eight minutes later.
    private static let incident: Incident = {
        let report = Report(
            id: Report.ID(high: 0, low: 1), category: ReportCategory.ID(trusted: "dispute"),
            area: AreaCode("330824115201") ?? unknownArea, source: .worker, occurredAt: at(990))
        var incident = Incident(
            id: Incident.ID(high: 0, low: 1), number: 1, report: report, acceptedAt: at(1_000))
        incident.filedAt = at(1_005)
        incident.requiredRoles = [police, mediator]
        incident.assignments = [
            assignment(
                1, police, requested: 1_005, notified: 1_010, acknowledged: 1_030, enRoute: 1_060,
                onScene: 1_200, done: 1_800),
            assignment(
                2, mediator, requested: 1_005, notified: 1_011, acknowledged: 1_041,
                onScene: 1_480),
        ]
        return incident
    }()

    private static var unknownArea: AreaCode { preconditionFailure("the area code is well formed") }

    @Test func `each interval of an assignment is measured between its stamps`() {
        let measured = ResponseInterval.ofAssignments.map {
            $0.measure(Self.incident.assignments[0], of: Self.incident)
        }
        let seconds = [5, 5, 20, 50, 140, 600, 200]
        #expect(measured == seconds.map { .value(.seconds($0)) })
    }

    @Test func `a stamp that is not there makes its intervals missing`() {
        let measured = ResponseInterval.ofAssignments.map {
            $0.measure(Self.incident.assignments[1], of: Self.incident)
        }
        #expect(
            measured == [
                .value(.seconds(5)), .value(.seconds(6)), .value(.seconds(30)), .missing, .missing,
                .missing, .value(.seconds(480)),
            ])
    }

    @Test func `the incident's clock stops when the last required role is there`() {
        let measured = ResponseInterval.ofIncidents.map { $0.measure(Self.incident) }
        #expect(measured == [.value(.seconds(200)), .value(.seconds(480))])
    }

    @Test func `while a required role is missing there is no full assignment`() {
        var incident = Self.incident
        incident.assignments[1].onSceneAt = nil
        #expect(ResponseInterval.fullAssignment.measure(incident) == .missing)
        #expect(ResponseInterval.firstArrival.measure(incident) == .value(.seconds(200)))
    }

    @Test func `an end before its start is negative and no duration`() {
        var incident = Self.incident
        incident.assignments[0].enRouteAt = Self.at(1_201)
        let measured = ResponseInterval.travel.measure(incident.assignments[0], of: incident)
        #expect(measured == .negative)
        #expect(Measurement(from: Self.at(7), to: Self.at(7)) == .value(.zero))
    }

    @Test func `an incident alone has no milestones of assignments`() {
        #expect(ResponseInterval.turnout.measure(Self.incident) == .missing)
        let last = Milestone.lastDone.instant(in: Self.incident)
        #expect(last == Self.at(1_800))
    }

    @Test func `the definition names both ends in both languages`() {
        let interval = ResponseInterval(from: .accepted, to: .onScene)
        #expect(interval.title == interval.definition)
        #expect(
            interval.definition
                == LocalizedText(
                    chinese: "从受理到到达", english: "from report accepted to responder on scene"))
        #expect(ResponseInterval.totalResponse.definition == interval.definition)
        #expect(ResponseInterval.totalResponse.title.english == "total response time")
    }
}
