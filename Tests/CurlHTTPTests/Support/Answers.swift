import CurlHTTP
import HTTPTesting

/// The bytes of a well-formed answer.
func answer(
    _ status: String = "200 OK", fields: [String] = [], body: [UInt8] = Array("hello".utf8),
) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + fields
    return Array(lines.map { $0 + "\r\n" }.joined().utf8) + Array("\r\n".utf8) + body
}

extension FaultServer {
    /// A request to this server, which the address policy allows, with limits for a test.
    func request(
        _ path: String = "/", method: HTTPMethod = .get, body: [UInt8] = [],
        limits: HTTPLimits = .ofTests,
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: origin + path, body: body, limits: limits,
            addresses: AddressPolicy(allowedHosts: ["127.0.0.1"]))
    }
}

extension HTTPLimits {
    /// So long that only a server that hangs runs into them, on a machine with much else to do.
    static let ofTests = HTTPLimits(
        connect: .seconds(50), firstByte: .seconds(50), whole: .seconds(55),
        pace: Pace(bytesPerSecond: 64, window: .seconds(50)))
}

/// The failure of a request, or nil when there was an answer.
func failure(
    _ client: HTTPClient, _ request: HTTPRequest,
) async -> HTTPFailure? {
    do {
        _ = try await client.send(request)
        return nil
    } catch {
        return error
    }
}

/// Sends one request with a client of its own and returns the code of its failure.
func failureCode(_ request: HTTPRequest) async throws -> HTTPFailure.Code? {
    let client = try HTTPClient()
    let code = await failure(client, request)?.code
    await client.shutdown()
    return code
}

/// Sends one request with a client of its own.
func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let client = try HTTPClient()
    let result: Result<HTTPResponse, HTTPFailure>
    do {
        result = .success(try await client.send(request))
    } catch {
        result = .failure(error)
    }
    await client.shutdown()
    return try result.get()
}
