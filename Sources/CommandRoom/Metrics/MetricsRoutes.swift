import Deliveries
import Engine
import EventBus
import FeedCore
import Feeds
import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /metrics`: how the machine is doing, for Prometheus; nothing in it is about a person.
struct MetricsRoutes {
    let engine: Engine
    let log: any EventLog
    let feeds: FeedService?
    let notifications: NotificationDesk?
    let requests: RequestMetrics

    func add(to router: Router<CommandRoomContext>) {
        router.get("metrics") { _, _ in
            var headers: HTTPFields = [.contentType: "text/plain; version=0.0.4; charset=utf-8"]
            headers[.cacheControl] = "no-store"
            let text = await text()
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
    }

    private func text() async -> String {
        var text = PrometheusText()
        addEngine(to: &text, open: await engine.openCount())
        if let head = try? await log.head() {
            text.add(
                "griddispatch_log_records", .gauge, "Records in the log.", Int(head.value))
        }
        addRequests(to: &text)
        if let notifications { await addOutbox(notifications, to: &text) }
        if let feeds { addFeeds(await feeds.statuses(), to: &text) }
        return text.text
    }

    private func addEngine(to text: inout PrometheusText, open: Int?) {
        let figures = engine.figuresOfWork
        text.add(
            "griddispatch_up", .gauge, "Whether commands can be carried out.",
            engine.health.isServing ? 1 : 0)
        if let open {
            text.add("griddispatch_open_incidents", .gauge, "Open incidents.", open)
        }
        text.add(
            "griddispatch_engine_commands_total", .counter, "Commands carried out and kept.",
            figures.commands)
        text.add(
            "griddispatch_engine_deadlines_total", .counter,
            "Deadlines that came and were acted on.",
            figures.deadlines)
        text.add(
            "griddispatch_engine_batches_total", .counter, "Batches by what became of them.",
            [
                ([(name: "outcome", value: "kept")], Double(figures.batches)),
                ([(name: "outcome", value: "failed")], Double(figures.failedBatches)),
            ])
        text.add(
            "griddispatch_engine_batch_size", "Decisions in a kept batch.", figures.batchSizes)
        text.add(
            "griddispatch_engine_commit_seconds", "How long keeping a batch took.",
            figures.commitSeconds)
    }

    private func addRequests(to text: inout PrometheusText) {
        let figures = requests.current
        text.add(
            "griddispatch_http_responses_total", .counter, "Answers by the class of their status.",
            figures.answers.sorted { $0.key < $1.key }
                .map { ([(name: "class", value: $0.key)], Double($0.value)) }
        )
        text.add(
            "griddispatch_reports_total", .counter, "Reports that were accepted over HTTP.",
            figures.reports)
        text.add(
            "griddispatch_report_seconds", "From a report's request to its durable answer.",
            figures.reportSeconds)
        text.add(
            "griddispatch_live_streams", .gauge, "Clients of the live stream.", figures.streams)
        text.add(
            "griddispatch_live_records_total", .counter, "Records sent over live streams.",
            figures.streamedRecords)
    }

    private func addOutbox(
        _ desk: NotificationDesk, to text: inout PrometheusText,
    ) async {
        let health = await desk.health().sorted { $0.key < $1.key }
        func values(
            _ value: (ChannelHealth) -> Int,
        ) -> [(labels: PrometheusText.Labels, value: Double)] {
            health.map { ([(name: "channel", value: $0.key.name)], Double(value($0.value))) }
        }
        text.add(
            "griddispatch_deliveries_waiting", .gauge, "Deliveries that wait in memory.",
            values { $0.waiting })
        text.add(
            "griddispatch_deliveries_sending", .gauge, "Attempts under way.", values { $0.sending })
        text.add(
            "griddispatch_deliveries_delivered_total", .counter, "Deliveries that were taken.",
            values { $0.delivered })
        text.add(
            "griddispatch_deliveries_given_up_total", .counter, "Deliveries that reached nobody.",
            values { $0.givenUp })
        text.add(
            "griddispatch_delivery_failures_total", .counter, "Attempts that failed.",
            values { $0.failedAttempts })
        text.add(
            "griddispatch_channel_dead", .gauge, "Whether a channel counts as dead.",
            values { $0.deadSince == nil ? 0 : 1 })
    }

    private func addFeeds(_ statuses: [FeedStatus], to text: inout PrometheusText) {
        let feeds = statuses.sorted { $0.id < $1.id }
        func values(
            _ value: (FeedStatus) -> Double,
        ) -> [(labels: PrometheusText.Labels, value: Double)] {
            feeds.map { ([(name: "feed", value: $0.id.name)], value($0)) }
        }
        text.add(
            "griddispatch_feed_items", .gauge, "Items that a source gives.",
            values { Double($0.items) })
        text.add(
            "griddispatch_feed_failures", .gauge, "Failures in a row.",
            values { Double($0.health.failures) })
        text.add(
            "griddispatch_feed_stale", .gauge, "Whether the data is older than its promise.",
            values { status in
                if case .fresh(_) = status.freshness { 0 } else { 1 }
            })
        text.add(
            "griddispatch_feed_quarantined", .gauge,
            "Whether new data is kept out because of drift.",
            values { $0.health.isQuarantined ? 1 : 0 })
    }
}
