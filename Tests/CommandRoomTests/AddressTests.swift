import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// Addresses and methods that are not there.
struct AddressTests {
    @Test(arguments: [
        "/api/v1/nothing", "/api/v2/reports", "/nothing", "/api", "/api/v1/incidents/1/2/3",
    ])
    func `an unknown address is a problem`(_ path: String) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(.get, path)
            answer.expectProblem(.notFound, "path.unknown")
            #expect(answer.json["detail"]?.stringValue == path)
        }
    }

    @Test(arguments: [
        ("DELETE", "/api/v1/reports", "POST"),
        ("GET", "/api/v1/reports", "POST"),
        ("PUT", "/api/v1/incidents", "GET, HEAD"),
        ("PATCH", "/api/v1/incidents/00000000-0000-7000-8000-000000000000", "GET, HEAD"),
        ("POST", "/healthz", "GET, HEAD"),
    ])
    func `a method that an address does not take is refused with those that it takes`(
        _ method: String, _ path: String, _ allowed: String,
    ) async throws {
        try await RunningRoom.run { room in
            let method = try #require(HTTPRequest.Method(method))
            let answer = try await room.send(method, path)
            answer.expectProblem(.methodNotAllowed, "method.not_allowed")
            #expect(answer.headers[.allow] == allowed)
        }
    }

    @Test
    func `an incident that is not there is not found`() async throws {
        try await RunningRoom.run(.router) { room in
            for id in ["00000000-0000-7000-8000-000000000000", "12", "%E5%93%AD", "..%2F..%2Fetc"] {
                for path in ["/api/v1/incidents/\(id)", "/api/v1/incidents/\(id)/timeline"] {
                    let answer = try await room.send(.get, path)
                    answer.expectProblem(.notFound, "incident.unknown")
                }
            }
        }
    }

    @Test
    func `HEAD answers as GET does, without a body`() async throws {
        try await RunningRoom.run { room in
            for path in ["/api/v1/county", "/healthz", "/", "/api/v1/openapi.json"] {
                let head = try await room.send(.head, path)
                let get = try await room.send(.get, path)
                #expect(head.status == .ok && get.status == .ok, "\(path)")
                #expect(head.bytes.isEmpty, "\(path)")
                #expect(head.headers[.contentType] == get.headers[.contentType], "\(path)")
            }
        }
    }
}
