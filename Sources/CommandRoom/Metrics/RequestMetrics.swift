import Engine
import HTTPTypes
import Hummingbird
import Synchronization

/// Counts requests and how long they took, by nothing that names an incident or a person.
final class RequestMetrics: Sendable {
    struct Figures {
        /// Answers by the class of their status, such as `2xx`.
        var answers: [String: Int] = [:]
        /// How long a report took from its first byte to its answer, in seconds.
        var reportSeconds = Histogram(bounds: Histogram.seconds)
        var reports = 0
        var streams = 0
        var streamedRecords = 0
    }

    private let figures = Mutex(Figures())

    var current: Figures { figures.withLock { $0 } }

    func answered(_ status: Int, reportIn seconds: Double?) {
        figures.withLock { figures in
            figures.answers["\(status / 100)xx", default: 0] += 1
            guard let seconds else { return }
            figures.reports += 1
            figures.reportSeconds.add(seconds)
        }
    }

    func streamBegan() { figures.withLock { $0.streams += 1 } }
    func streamEnded() { figures.withLock { $0.streams -= 1 } }
    func streamed(_ records: Int) { figures.withLock { $0.streamedRecords += records } }
}

/// Has every request counted.
struct RequestMetricsMiddleware<Context: RequestContext>: RouterMiddleware {
    let metrics: RequestMetrics

    @concurrent
    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response,
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let isReport = request.method == .post && request.uri.path == "/api/v1/reports"
        let duration = (ContinuousClock.now - start).components
        let seconds = Double(duration.seconds) + Double(duration.attoseconds) / 1e18
        metrics.answered(
            Int(response.status.code),
            reportIn: isReport && response.status == .created ? seconds : nil)
        return response
    }
}
