import Governance
import Testing
import TextFormats

struct IncidentDocumentTests {
    private let start = Instant(secondsSinceEpoch: 1_795_000_000)

    private func document(_ incident: Incident) -> String {
        var writer = JSONWriter()
        writer.value(incident)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func incident(position: Coordinate? = nil) throws -> Incident {
        Incident(
            id: Incident.ID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001), number: 12,
            report: Report(
                id: Report.ID(high: 0, low: 1), category: ReportCategory.ID(trusted: "dispute"),
                area: try #require(AreaCode("330824115201001")), coordinate: position,
                source: .worker, answers: ["b": false, "a": true], occurredAt: start),
            acceptedAt: start + .milliseconds(5))
    }

    @Test
    func `a new incident's document holds what is known and null severity`() throws {
        #expect(
            document(try incident()) == """
                {"id":"01900000-0000-7000-8000-000000000001","number":12,"version":1,\
                "stage":"reported","severity":null,"township":"330824115000",\
                "category":"dispute","grid":"330824115201001","source":"worker",\
                "answers":{"a":true,"b":false},"exercise":false,\
                "occurredAt":"2026-11-18T11:06:40Z","acceptedAt":"2026-11-18T11:06:40.005000Z",\
                "deadlines":[],"requiredRoles":[],"unfilledRoles":[],"assignments":[]}
                """)
    }

    @Test
    func `a full incident's document has every member of the API`() throws {
        var incident = try incident(position: Coordinate(latitude: 29.25, longitude: 118.5))
        let mediator = Role.ID(trusted: "mediator")
        incident.stage = .closed
        incident.version = 9
        incident.filedAt = start
        incident.disposedAt = start
        incident.checkedAt = start
        incident.closedAt = start
        incident.deadlines = [Incident.Deadline(kind: .arrive, due: start, misses: 2)]
        incident.requiredRoles = [mediator]
        incident.unfilledRoles = [Role.ID(trusted: "police")]
        var assignment = Assignment(
            AssignmentRequest(
                number: 1, role: mediator, responder: Responder.ID(trusted: "m-1"),
                reason: SelectionReason(rung: .role, distance: Metres(812), others: 2, load: 0),
                acknowledgeBy: start), requestedAt: start)
        assignment.state = .done
        assignment.notifiedAt = start
        assignment.acknowledgedAt = start
        assignment.enRouteAt = start
        assignment.onSceneAt = incident.acceptedAt + .seconds(480)
        assignment.doneAt = start
        incident.assignments = [assignment]
        incident.decision = RoutingDecision(
            version: try #require(CountyVersion(String(repeating: "0f", count: 32))),
            roles: [mediator], severity: .urgent, standard: ResponseStandard.ID(trusted: "s"),
            tables: [], facts: [])
        let json = try JSON.parse(document(incident))
        #expect(
            json.objectValue.map { Array($0.keys) } == [
                "id", "number", "version", "stage", "severity", "township", "category", "grid",
                "position", "source", "answers", "exercise", "occurredAt", "acceptedAt", "filedAt",
                "disposedAt", "checkedAt", "closedAt", "nextDeadline", "deadlines",
                "requiredRoles", "unfilledRoles", "fullAssignment", "assignments", "decision",
            ])
        #expect(json["severity"] == 2)
        #expect(
            json["fullAssignment"]
                == ["at": "2026-11-18T11:14:40.005000Z", "lastRole": "mediator", "seconds": 480])
        #expect(
            json["deadlines"]
                == [
                    [
                        "kind": "arrive", "due": "2026-11-18T11:06:40Z", "misses": 2,
                        "limit": "2026-11-18T11:06:40Z",
                    ]
                ])
        #expect(json["position"] == ["latitude": 29.25, "longitude": 118.5, "system": "wgs84"])
        #expect(
            json["assignments"]?[0]?.objectValue.map { Array($0.keys) } == [
                "number", "role", "responder", "state", "reason", "requestedAt", "acknowledgeBy",
                "notifiedAt", "acknowledgedAt", "enRouteAt", "onSceneAt", "doneAt",
            ])
    }

    @Test
    func `a time that is no whole second keeps its fraction`() throws {
        var incident = try incident()
        incident.requiredRoles = [Role.ID(trusted: "mediator")]
        var assignment = Assignment(
            AssignmentRequest(
                number: 1, role: Role.ID(trusted: "mediator"),
                responder: Responder.ID(trusted: "m-1"), reason: SelectionReason(rung: .role),
                acknowledgeBy: start), requestedAt: start)
        assignment.onSceneAt = incident.acceptedAt + .milliseconds(480_960)
        incident.assignments = [assignment]
        let json = try JSON.parse(document(incident))
        #expect(json["fullAssignment"]?["seconds"] == 480.96)
    }
}
