import Engine
import Governance
import HummingbirdTesting
import Testing
import TextFormats

@testable import CommandRoom

/// A client of Open311 that nobody here wrote: `georeport` of PyPI.
@Suite(.timeLimit(.minutes(10)))
struct GeoReportClientTests {
    private static let environment = Task { await PythonEnvironment(with: "georeport==0.3.1") }

    private static let program = """
        import json, sys
        from georeport import GeoReport
        address, request = sys.argv[1:]
        said = {}
        for form in ("json", "xml"):
            client = GeoReport(address, jurisdiction="330824000000", output_format=form)
            said[form] = {
                "services": client.get_service_list(),
                "definition": client.get_service_definition("environment/garbage"),
                "requests": client.get_service_requests(),
                "closed": client.get_service_requests(status="closed") if form == "json" else [],
                "named": client.get_service_requests(service_request_id=request),
                "timed": client.get_service_requests(
                    service_code="environment/garbage,safety/flood",
                    start_date="2026-11-21T00:00:00Z", end_date="2026-11-22T00:00:00Z"),
                "one": client.get_service_request(request),
            }
        print(json.dumps(said))
        """

    @Test(
        .enabled("skipped: this needs python3 with venv, and PyPI") {
            await environment.value != nil
        })
    func `it reads our services and requests in both forms`() async throws {
        let environment = try #require(await Self.environment.value)
        defer { environment.end() }
        try await RunningRoom.run { room in
            let garbage = try await room.report("environment/garbage")["id"]?.stringValue ?? ""
            let flood = try await room.report("safety/flood")["id"]?.stringValue ?? ""
            try await room.report("dispute/domestic-violence")
            let port = try #require(room.client.port)
            let said = try JSON.parse(
                #require(
                    await environment.run(
                        Self.program, "http://127.0.0.1:\(port)/open311/v2", garbage)))
            let services = room.engine.county.categories.filter(\.isPublic).map(\.id.name)
            for form in ["json", "xml"] {
                let answers = try #require(said[form])
                func texts(_ list: JSON?, _ name: String) -> [String?] {
                    (list?.arrayValue ?? []).map { $0[name]?.stringValue }
                }
                #expect(texts(answers["services"], "service_code") == services)
                #expect(answers["definition"]?["service_code"] == "environment/garbage")
                for list in ["requests", "timed"] {
                    #expect(texts(answers[list], "service_request_id") == [flood, garbage])
                }
                #expect(answers["closed"] == [])
                #expect(answers["one"]?["service_code"] == "environment/garbage")
                #expect(answers["one"]?["status"] == "open")
            }
            #expect(texts(of: said["json"]?["named"]) == [garbage])
            // With one element a reader of XML that knows no schema sees no list.
            #expect(said["xml"]?["named"]?["service_request_id"]?.stringValue == garbage)
        }
    }

    private func texts(of list: JSON?) -> [String?] {
        (list?.arrayValue ?? []).map { $0["service_request_id"]?.stringValue }
    }
}
