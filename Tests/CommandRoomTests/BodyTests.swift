import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// Bodies that are no report at all: refused with a problem, and the next request is served.
struct BodyTests {
    private static let good = #"{"category":"dispute/elder-support","grid":"330824115201001"}"#
    private static let torture = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent()
        .appending(path: "../../../shared/data/torture/json/test_parsing").standardizedFileURL
    private static let hasTorture = FileManager.default.fileExists(atPath: torture.path)

    @Test(arguments: [
        ("{", "json.unexpected_end"),
        ("nonsense", "json.expected_value"),
        (#"{"grid":"1","grid":"2"}"#, "json.duplicate_key"),
        (#"{"grid":"1",}"#, "json.trailing_comma"),
        (#"{"text":"\ud800"}"#, "json.lone_surrogate"),
        (#"{"text":1e999}"#, "json.number_overflow"),
        ("{}{}", "json.trailing_text"),
    ])
    func `a body that is not JSON is refused where it goes wrong`(
        _ body: String, _ code: String,
    ) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(.post, "/api/v1/reports", body)
            answer.expectProblem(.badRequest, code)
            #expect(answer.faults.count == 1 && answer.faults[0].hasSuffix(" \(code)"))
            let message = answer.json["errors"]?[0]?["message"]?.stringValue
            #expect(message?.hasPrefix("line 1, column ") == true)
            try await room.report()
        }
    }

    @Test(arguments: [
        (
            String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000), 400,
            "json.too_deep", "nested deeper"
        ),
        (
            "[" + String(repeating: "0,", count: 2_000) + "0]", 413, "json.too_many_values",
            "more than is taken"
        ),
        (
            #"{"text":"\#(String(repeating: "a", count: 32_769))"}"#, 413, "json.string_too_long",
            "more than is taken"
        ),
    ])
    func `JSON beyond a limit is not said to be no JSON`(
        _ body: String, _ status: Int, _ code: String, _ title: String,
    ) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(.post, "/api/v1/reports", body)
            answer.expectProblem(.init(code: status), code)
            #expect(answer.json["title"]?.stringValue?.contains(title) == true)
            #expect(answer.faults.count == 1 && answer.faults[0].hasSuffix(" \(code)"))
        }
    }

    @Test(arguments: ["gzip", "br", "GZIP, identity"])
    func `a body in an encoding that is not taken is refused with those that are`(
        _ encoding: String,
    ) async throws {
        try await RunningRoom.run(.router) { room in
            for path in ["/api/v1/reports", "/api/v1/attachments"] {
                let answer = try await room.send(
                    .post, path, Array(Self.good.utf8),
                    headers: [.contentType: "application/json", .contentEncoding: encoding])
                answer.expectProblem(.unsupportedMediaType, "body.encoding")
                #expect(answer.headers[.acceptEncoding] == "identity")
                #expect(answer.json["detail"]?.stringValue?.contains("identity") == true)
            }
            let plain = try await room.send(
                .post, "/api/v1/reports", Array(Self.good.utf8),
                headers: [.contentType: "application/json", .contentEncoding: "identity"])
            #expect(plain.status == .created)
        }
    }

    @Test(arguments: ["[]", "null", "7", #""text""#])
    func `a body that is no object is refused`(_ body: String) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(.post, "/api/v1/reports", body)
            answer.expectProblem(.unprocessableContent, "request.invalid")
            #expect(answer.faults == [" field.wrong_type"])
        }
    }

    @Test
    func `an empty body lacks what a report must say`() async throws {
        try await RunningRoom.run { room in
            let answer = try await room.send(.post, "/api/v1/reports")
            answer.expectProblem(.unprocessableContent, "request.invalid")
            #expect(answer.faults == ["/category field.missing", "/grid field.missing"])
        }
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", nil])
    func `a body of another type is refused`(_ type: String?) async throws {
        try await RunningRoom.run(.router) { room in
            var headers: HTTPFields = [:]
            headers[.contentType] = type
            let answer = try await room.send(
                .post, "/api/v1/reports", Array(Self.good.utf8), headers: headers)
            answer.expectProblem(.unsupportedMediaType, "body.media_type")
        }
    }

    @Test(arguments: [
        "application/json", "Application/JSON; charset=utf-8", "application/json ;x=y",
    ])
    func `JSON may be declared in any spelling`(_ type: String) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(
                .post, "/api/v1/reports", Array(Self.good.utf8), headers: [.contentType: type])
            #expect(answer.status == .created)
        }
    }

    @Test
    func `a huge body is refused and the server answers the next request`() async throws {
        try await RunningRoom.run { room in
            for size in [65_537, 4_000_000] {
                let answer = try await room.send(
                    .post, "/api/v1/reports", [UInt8](repeating: UInt8(ascii: " "), count: size),
                    headers: [.contentType: "application/json"])
                answer.expectProblem(.contentTooLarge, "body.too_large")
            }
            let padded = Self.good + String(repeating: " ", count: 65_536 - Self.good.utf8.count)
            let answer = try await room.send(.post, "/api/v1/reports", padded)
            #expect(answer.status == .created)
        }
    }

    @Test(.enabled(if: hasTorture, "skipped: the shared test data is not here"))
    func `no file of the JSON test suite is taken for a report`() async throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.torture.path)
            .filter { $0.hasSuffix(".json") }.sorted()
        #expect(files.contains { $0.hasPrefix("n_") })
        try await RunningRoom.run { room in
            for file in files {
                let bytes = [UInt8](try Data(contentsOf: Self.torture.appending(path: file)))
                let answer = try await room.send(
                    .post, "/api/v1/reports", bytes, headers: [.contentType: "application/json"])
                #expect((400..<500).contains(answer.status.code), "\(file)")
                let code = answer.json["code"]?.stringValue ?? ""
                let isRefused = code.hasPrefix("json.") || answer.status == .contentTooLarge
                #expect(isRefused || !file.hasPrefix("n_") || bytes.isEmpty, "\(file)")
            }
            try await room.report()
        }
    }
}
