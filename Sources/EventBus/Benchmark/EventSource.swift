import Governance

/// Makes the events of one producer of the benchmark.
struct EventSource {
    private let partition: AreaCode
    private let area: AreaCode
    private let personal: PersonalData
    private let variant: AppendBenchmark.Variant
    private let category = ReportCategory.ID(trusted: "dispute/elder-support")
    private var generator = SystemRandomNumberGenerator()
    private var incident: Incident.ID
    private var time: Int64 = 1_795_000_000_000_000
    private var count = 0

    /// An incident of the product has about so many events.
    private static let eventsPerIncident = 10

    init(producer: Int, eventBytes: Int, variant: AppendBenchmark.Variant) {
        self.variant = variant
        partition = Self.code(330_824_100_000 + UInt64(producer % 15) * 1_000)
        area = Self.code(330_824_100_001 + UInt64(producer % 15) * 1_000)
        incident = .make(at: Instant(microsecondsSinceEpoch: time), using: &generator)
        let bare = Self.report(.init(high: 0, low: 0), category, area, at: time)
        var data: [UInt8] = []
        RecordCoding.append(.reportAccepted(bare, number: 1, fileBy: nil), to: &data)
        let frame = RecordCoding.bytes(of: PersonalData(text: "", contact: "13800000000")).count
        let text = String(repeating: "哭声", count: max(0, eventBytes - data.count - frame) / 6)
        personal = PersonalData(text: text, contact: "13800000000")
    }

    /// The next request, of one event.
    mutating func next() -> AppendRequest {
        time += 1_000
        count += 1
        if variant.newIncidents || variant.readModels || count % Self.eventsPerIncident == 0 {
            incident = .make(at: Instant(microsecondsSinceEpoch: time), using: &generator)
        }
        let now = Instant(microsecondsSinceEpoch: time)
        let id = Report.ID(high: incident.high, low: incident.low)
        let report = Self.report(id, category, area, at: time)
        let event = Event(
            subject: .incident(incident), occurredAt: now, recordedAt: now,
            actor: .worker("wang"), kind: .reportAccepted(report, number: 1, fileBy: nil),
            personal: personal)
        let state = Incident(id: incident, number: 1, report: report, acceptedAt: now)
        return AppendRequest(
            partition: partition, events: [event],
            incident: variant.readModels ? state : nil)
    }

    private static func report(
        _ id: Report.ID, _ category: ReportCategory.ID, _ area: AreaCode, at time: Int64,
    ) -> Report {
        Report(
            id: id, category: category, area: area,
            coordinate: Coordinate(latitude: 29.13725, longitude: 118.41125), source: .worker,
            answers: ["violence": false, "alone": true],
            occurredAt: Instant(microsecondsSinceEpoch: time))
    }

    private static func code(_ number: UInt64) -> AreaCode {
        guard let code = AreaCode(String(number)) else {
            preconditionFailure("\(number) is no area code")
        }
        return code
    }
}
