import EventBus
import Governance
import Hummingbird

/// Which requests somebody asks for, within the bounds of GeoReport v2: 90 days at most, and the
/// first 1,000.
struct GeoReportQuery {
    /// The longest time that is answered for, and the one if none is stated.
    static let span = Duration.hours(90 * 24)
    /// The most requests of one answer.
    static let maximumCount = 1_000
    /// How far the pages reach.
    static let maximumReach = 10_000

    private static let names = [
        "service_request_id", "service_code", "start_date", "end_date", "status", "page",
        "page_size", "jurisdiction_id", "api_key",
    ]

    /// These and no others, whatever else is said.
    var ids: [Incident.ID]?
    /// The kinds of matters.
    var services: [ReportCategory.ID]
    var statuses: Set<PublicRequest.Status> = Set(PublicRequest.Status.allCases)
    var from: Instant
    /// The last moment that is meant.
    var through: Instant
    /// How many come before those that are wanted.
    var skipped = 0
    var count = maximumCount

    /// The query of a request.
    ///
    /// - Throws: ``Problem`` for what is not known here or outside the bounds, rather than answer
    ///   another question than was asked.
    init(_ request: Request, in county: County, at now: Instant) throws(Problem) {
        let query = request.uri.queryParameters
        for parameter in query where !Self.names.contains(String(parameter.key)) {
            throw .badGeoReport(
                String(parameter.key.prefix(64)), "没有这个查询参数",
                "there is no such parameter; known are \(Self.names.joined(separator: ", "))")
        }
        func text(_ name: String) -> String? { query[Substring(name)].map(String.init) }
        ids = text("service_request_id").map { list in
            list.split(separator: ",").compactMap { Incident.ID(String($0)) }
        }
        services = try Self.services(text("service_code"), in: county)
        (from, through) = try Self.time(text("start_date"), text("end_date"), at: now)
        if let list = text("status") {
            statuses = Set(
                try list.split(separator: ",").map { word throws(Problem) in
                    guard let status = PublicRequest.Status(rawValue: word.lowercased()) else {
                        throw .badGeoReport("status", "应为 open 或 closed", "open or closed")
                    }
                    return status
                })
        }
        count =
            try Self.number(text("page_size"), "page_size", in: 1...Self.maximumCount)
            ?? Self.maximumCount
        let last = Self.maximumReach / count
        skipped = ((try Self.number(text("page"), "page", in: 1...last) ?? 1) - 1) * count
    }

    private static func services(
        _ list: String?, in county: County,
    ) throws(Problem) -> [ReportCategory.ID] {
        guard let list else { return county.categories.filter(\.isPublic).map(\.id) }
        var services: [ReportCategory.ID] = []
        for name in list.split(separator: ",").map(String.init) {
            guard let id = ReportCategory.ID(name), county[id]?.isPublic == true else {
                throw .badGeoReport(
                    "service_code", "没有公开的服务“\(name.prefix(64))”",
                    "there is no public service '\(name.prefix(64))'")
            }
            if !services.contains(id) { services.append(id) }
        }
        return services
    }

    private static func time(
        _ start: String?, _ end: String?, at now: Instant,
    ) throws(Problem) -> (Instant, Instant) {
        let start = try start.map { text throws(Problem) in try moment(text, "start_date") }
        let end = try end.map { text throws(Problem) in try moment(text, "end_date") }
        let last = end ?? start.map { min(now, $0 + span) } ?? now
        let first = start ?? last - span
        guard first + span >= last else {
            throw .badGeoReport(
                "end_date", "起止时间不能超过 90 天", "the time may not span more than 90 days")
        }
        return (first, last)
    }

    private static func moment(_ text: String, _ name: String) throws(Problem) -> Instant {
        // A plus sign of a zone arrives as a space when a client forgets to escape it.
        guard let moment = Instant(text.replacing(" ", with: "+")) else {
            throw .badGeoReport(
                name, "应为带时区的时间，如 2026-11-21T14:03:00+08:00",
                "a time with a zone is expected, such as 2026-11-21T14:03:00+08:00")
        }
        return moment
    }

    private static func number(
        _ text: String?, _ name: String, in range: ClosedRange<Int>,
    ) throws(Problem) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .badGeoReport(
                name, "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
                "a whole number from \(range.lowerBound) to \(range.upperBound) is expected")
        }
        return number
    }
}
