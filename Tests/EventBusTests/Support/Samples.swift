import Governance

/// Townships, incidents and events for the tests.
enum Sample {
    static let huabu = code("330824102000")
    static let suzhuang = code("330824107000")
    static let county = code("330824000000")
    static let start = Instant(secondsSinceEpoch: 1_795_000_000)
    static let version = CountyVersion(String(repeating: "ab", count: 32))

    static func code(_ text: String) -> AreaCode {
        guard let code = AreaCode(text) else { preconditionFailure("\(text) is no area code") }
        return code
    }

    /// The identifier of the incident with this number; later numbers sort later.
    static func id(_ number: Int) -> Incident.ID {
        Incident.ID(high: 0x0190_0000_0000_7000 + UInt64(number) << 16, low: 1 << 63)
    }

    static func report(
        _ number: Int, category: String = "dispute/elder-support",
        area: AreaCode = code("330824102201001"), isExercise: Bool = false,
    ) -> Report {
        Report(
            id: Report.ID(high: 7 << 12, low: UInt64(number)),
            category: ReportCategory.ID(trusted: category), area: area,
            coordinate: Coordinate(latitude: 29.0125, longitude: 118.3375), source: .worker,
            answers: ["violence": false, "alone": true], occurredAt: start + .seconds(number),
            isExercise: isExercise)
    }

    /// The report that makes incident `number`.
    static func accepted(
        _ number: Int, text: String? = "听见哭声", report: Report? = nil,
    ) -> Event {
        Event(
            subject: .incident(id(number)), occurredAt: start + .seconds(number),
            recordedAt: start + .seconds(number) + .milliseconds(40), actor: .worker("王"),
            kind: .reportAccepted(report ?? Self.report(number), number: number, fileBy: nil),
            personal: text.map { PersonalData(text: $0, name: "李四", contact: "13800000000") })
    }

    /// Something else that happened to incident `number`, so many seconds after its report.
    static func event(
        _ number: Int, _ kind: Event.Kind, after seconds: Int = 60, text: String? = nil,
    ) -> Event {
        let instant = start + .seconds(number + seconds)
        return Event(
            subject: .incident(id(number)), occurredAt: instant, recordedAt: instant,
            actor: .responder(Responder.ID(trusted: "huabu-mediator-1")), kind: kind,
            personal: text.map { PersonalData(text: $0) })
    }

    /// Incident `number` as its first event makes it.
    static func incident(_ number: Int, report: Report? = nil) -> Incident {
        let report = report ?? Self.report(number)
        return Incident(
            id: id(number), number: number, report: report,
            acceptedAt: start + .seconds(number) + .milliseconds(40))
    }

    static func decision(severity: Severity = .urgent) -> RoutingDecision {
        RoutingDecision(
            version: CountyVersion(String(repeating: "cd", count: 32)) ?? missingVersion,
            roles: [Role.ID(trusted: "mediator"), Role.ID(trusted: "police")],
            severity: severity, standard: ResponseStandard.ID(trusted: "within-8-minutes"),
            tables: [
                RoutingDecision.TableOutcome(
                    table: "roles", fired: ["哭声", "elder"], usedDefault: false),
                RoutingDecision.TableOutcome(
                    table: "severity", fired: [], usedDefault: true, faults: ["division by zero"]),
            ],
            facts: [
                RoutingDecision.FactRead(name: "report.category", value: "\"dispute\""),
                RoutingDecision.FactRead(name: "report.text", value: nil),
            ])
    }

    static func request(_ number: Int, role: String = "mediator") -> AssignmentRequest {
        AssignmentRequest(
            number: number, role: Role.ID(trusted: role),
            responder: Responder.ID(trusted: "huabu-\(role)-1"),
            reason: SelectionReason(rung: .role, distance: Metres(812.25), others: 2, load: 1),
            acknowledgeBy: start + .seconds(180))
    }

    private static var missingVersion: CountyVersion {
        preconditionFailure("64 hex digits are a version")
    }
}
