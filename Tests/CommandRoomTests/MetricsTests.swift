import Engine
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CommandRoom

/// `/metrics` as Prometheus reads it.
@Suite(.timeLimit(.minutes(10)))
struct MetricsTests {
    private func scrape(_ room: RunningRoom) async throws -> [String] {
        let answer = try await room.send(.get, "/metrics")
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        return String(decoding: answer.bytes, as: UTF8.self).split(separator: "\n")
            .map(String.init)
    }

    @Test func `reports, batches and answers are counted`() async throws {
        try await RunningRoom.run(.router) { room in
            try await room.report()
            try await room.report()
            let lines = try await scrape(room)
            #expect(lines.contains("griddispatch_up 1"))
            #expect(lines.contains("griddispatch_reports_total 2"))
            #expect(lines.contains("griddispatch_report_seconds_count 2"))
            #expect(lines.contains("griddispatch_engine_commands_total 2"))
            #expect(lines.contains("griddispatch_open_incidents 2"))
            #expect(lines.contains(#"griddispatch_http_responses_total{class="2xx"} 2"#))
        }
    }

    @Test func `each figure has one help, one type, and no value twice`() async throws {
        try await RunningRoom.run(.router) { room in
            try await room.report()
            let lines = try await scrape(room)
            for mark in ["# HELP ", "# TYPE "] {
                let names = lines.filter { $0.hasPrefix(mark) }
                    .map { $0.dropFirst(7).prefix { $0 != " " } }
                #expect(Set(names).count == names.count)
            }
            let values = lines.filter { !$0.hasPrefix("#") }
            let series = values.map { $0.prefix { $0 != " " } }
            #expect(Set(series).count == series.count)
            #expect(values.allSatisfy { Double($0.split(separator: " ").last ?? "") != nil })
            // Every documented name is one of these and the other way round.
            let documented = try documentedNames()
            let told = lines.filter { $0.hasPrefix("# TYPE ") }
                .map { String($0.dropFirst(7).prefix { $0 != " " }) }
            #expect(Set(told).isSubset(of: documented), "\(Set(told).subtracting(documented))")
        }
    }

    private func documentedNames() throws -> Set<String> {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/metrics.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        return Set(
            text.split(separator: "`").map(String.init).filter { $0.hasPrefix("griddispatch_") })
    }

    @Test func `a histogram counts each range with all below it`() {
        var histogram = Histogram(bounds: [1, 2.5])
        for value in [0.5, 1, 2, 9] { histogram.add(value) }
        var text = PrometheusText()
        text.add("x", "Values \"of\" x.", histogram)
        #expect(
            text.text == """
                # HELP x Values "of" x.
                # TYPE x histogram
                x_bucket{le="1"} 2
                x_bucket{le="2.5"} 3
                x_bucket{le="+Inf"} 4
                x_sum 12.5
                x_count 4

                """)
    }

    @Test func `a label says what it must, whatever is in it`() {
        var text = PrometheusText()
        text.add("x", .gauge, "X.", [([(name: "name", value: "a\"b\\c\nd")], 1)])
        #expect(text.text.contains(#"x{name="a\"b\\c\nd"} 1"#))
    }
}
