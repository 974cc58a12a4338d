import EventBus
import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// `GET /api/v1/events`: what happens, as it happens, as Server-Sent Events of CloudEvents.
///
/// A client that was cut off names the last offset that it saw and misses nothing. Personal data
/// never goes over this stream.
struct LiveRoutes {
    let log: any EventLog
    let county: AreaCode
    /// The moment to state in a heartbeat.
    let now: @Sendable () -> Instant
    /// How long the stream is silent at most.
    let heartbeat: Duration
    let metrics: RequestMetrics

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("events", use: stream)
    }

    @Sendable
    private func stream(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("township", "type", "after")
        let query = request.uri.queryParameters
        let township = try query["township"].map { try Query.area(String($0), "township") }
        let filter = RecordFilter(
            partition: township, typePrefix: query["type"].map(String.init) ?? "",
            includesPersonalData: false)
        let start = try await start(request)
        var headers: HTTPFields = [.contentType: "text/event-stream"]
        headers[.cacheControl] = "no-store"
        let body = ResponseBody { writer in
            try await self.write(from: start, filter, to: &writer)
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    /// The offset after which the client wants to read; now, if it names none.
    private func start(_ request: Request) async throws -> Offset {
        let header = request.headers[.lastEventID]
        guard let text = header ?? request.uri.queryParameters["after"].map(String.init) else {
            return try await log.head()
        }
        guard let offset = Offset(text) else {
            throw Problem.wrongField(
                header == nil ? "?after" : "Last-Event-ID", "field.wrong_type", "序号应为非负整数",
                "an offset is a whole number from 0 on")
        }
        return min(offset, try await log.head())
    }

    @concurrent
    private func write(
        from start: Offset, _ filter: RecordFilter, to writer: inout any ResponseBodyWriter,
    ) async throws {
        var position = start
        metrics.streamBegan()
        defer { metrics.streamEnded() }
        try await writer.write(ByteBuffer(string: heartbeatLine))
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            let news = try await news(after: position, filter)
            position = news.through
            guard !news.records.isEmpty else {
                try await writer.write(ByteBuffer(string: heartbeatLine))
                continue
            }
            var bytes: [UInt8] = []
            for record in news.records { append(record, to: &bytes) }
            try await writer.write(ByteBuffer(bytes: bytes))
            metrics.streamed(news.records.count)
        }
    }

    /// The next records, none if the heartbeat is due or the server stops before any came.
    private func news(
        after position: Offset, _ filter: RecordFilter,
    ) async throws -> RecordPage {
        try await withThrowingTaskGroup(of: RecordPage?.self) { group in
            group.addTask {
                var records = log.subscribe(after: position, filter: filter).makeAsyncIterator()
                let batch = try await records.next()
                return RecordPage(records: batch ?? [], through: records.position)
            }
            group.addTask {
                try? await Task.sleep(for: heartbeat)
                return nil
            }
            group.addTask {
                try? await gracefulShutdown()
                return nil
            }
            // Whoever is first ends the wait. The reader then still tells how far it has looked,
            // so that what the filter left out is not read again.
            for try await page in group {
                if let page {
                    group.cancelAll()
                    return page
                }
                group.cancelAll()
            }
            return RecordPage(records: [], through: position)
        }
    }

    private var heartbeatLine: String { ": heartbeat \(now())\n\n" }

    private func append(_ record: Record, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "id: \(record.offset)\nevent: \(record.event.kind.type)\n".utf8)
        bytes.append(contentsOf: "data: ".utf8)
        bytes.append(contentsOf: record.cloudEvent(source: "/counties/\(county)"))
        bytes.append(contentsOf: "\n\n".utf8)
    }
}
