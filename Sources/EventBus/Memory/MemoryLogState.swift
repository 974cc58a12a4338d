import Governance

/// What a log in memory holds.
struct MemoryLogState {
    /// An incident with its document.
    struct Entry {
        let incident: Incident
        let stored: StoredIncident
    }

    private(set) var records: [Record] = []
    private(set) var versions: [AreaCode: Int] = [:]
    private(set) var answers: [String: IdempotentAnswer] = [:]
    private(set) var incidents: [Incident.ID: Entry] = [:]
    private(set) var forgotten: [Incident.ID] = []
    var isClosed = false
    private var answerTimes: [(key: String, recordedAt: Instant)] = []
    private var ids = RecordIDSequence(
        after: Record.ID(high: 0, low: 0), generator: SystemRandomNumberGenerator())
    private let limits: LogLimits

    init(limits: LogLimits) {
        self.limits = limits
    }

    /// Does what a request asks, or says why not.
    mutating func append(_ request: PreparedRequest) -> AppendResult {
        if let key = request.idempotency?.key, let first = answers[key] {
            return .repeated(answer: first.answer, fingerprint: first.fingerprint)
        }
        let version = versions[request.partition] ?? 0
        if let expected = request.expectedVersion, expected != version {
            return .conflict(actual: version)
        }
        let first = Offset(Int64(records.count) + 1)
        for event in request.events { append(event.event, request) }
        if let answer = request.idempotency {
            keep(answer, at: request.lastRecordedAt)
        }
        if let document = request.document {
            store(document.incident, document.bytes, acceptedAtOrAfter: first)
        }
        let last = Offset(Int64(records.count))
        return .appended(
            offsets: first <= last ? first...last : nil,
            version: version + request.events.count)
    }

    /// Records after `offset` as `filter` wants them.
    func page(after offset: Offset, limit: Int, filter: RecordFilter) -> RecordPage {
        var page: [Record] = []
        for record in records.dropFirst(Int(max(0, offset.value))) {
            guard let wanted = filter.apply(record) else { continue }
            page.append(wanted)
            if page.count == limit { return RecordPage(records: page, through: record.offset) }
        }
        let head = Offset(Int64(records.count))
        return RecordPage(records: page, through: max(head, offset))
    }

    /// Histories as `query` wants them.
    func histories(_ query: HistoryQuery) -> HistoryPage {
        let wanted = incidents.values
            .filter {
                $0.stored.accepted > query.after && $0.stored.accepted <= query.through
                    && query.includes($0.incident.acceptedAt)
                    && ($0.incident.isOpen || !query.onlyOpen)
            }
            .sorted { $0.stored.accepted < $1.stored.accepted }
        let histories = wanted.prefix(query.pageLimit).map { entry in
            IncidentHistory(
                accepted: entry.stored.accepted,
                events: records.lazy.filter {
                    $0.event.incident == entry.incident.id && $0.offset <= query.through
                }.map(\.withoutPersonalData.event))
        }
        return HistoryPage(
            histories: histories,
            next: wanted.count > histories.count ? histories.last?.accepted : nil)
    }

    /// Takes out what is personal about an incident.
    mutating func forget(_ incident: Incident.ID) {
        guard !forgotten.contains(incident) else { return }
        forgotten.append(incident)
        for index in records.indices where records[index].event.incident == incident {
            records[index] = records[index].withoutPersonalData
        }
    }

    private mutating func append(_ event: Event, _ request: PreparedRequest) {
        let version = (versions[request.partition] ?? 0) + 1
        versions[request.partition] = version
        let record = Record(
            offset: Offset(Int64(records.count) + 1), id: ids.next(at: event.recordedAt),
            partition: request.partition, version: version, event: event, cause: request.cause,
            hash: .genesis)
        let isKept = event.incident.map { !forgotten.contains($0) } ?? false
        records.append(isKept ? record : record.withoutPersonalData)
    }

    private mutating func store(
        _ incident: Incident, _ document: [UInt8], acceptedAtOrAfter first: Offset,
    ) {
        let id = incident.id
        let accepted =
            incidents[id]?.stored.accepted
            ?? records.first { $0.event.incident == id }?.offset ?? first
        incidents[id] = Entry(
            incident: incident,
            stored: StoredIncident(
                id: id, version: incident.version, document: document, accepted: accepted))
    }

    private mutating func keep(_ answer: IdempotentAnswer, at instant: Instant?) {
        let latest = answerTimes.last?.recordedAt ?? Instant(microsecondsSinceEpoch: 0)
        let recordedAt = max(instant ?? latest, latest)
        answers[answer.key] = answer
        answerTimes.append((answer.key, recordedAt))
        let limit = recordedAt - limits.answerRetention
        let old = answerTimes.prefix { $0.recordedAt < limit }
        for (key, _) in old { answers[key] = nil }
        answerTimes.removeFirst(old.count)
    }
}
