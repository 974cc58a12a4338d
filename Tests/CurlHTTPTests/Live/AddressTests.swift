import CurlHTTP
import HTTPTesting
import Testing

/// The address policy at the sockets themselves.
@Suite(.timeLimit(.minutes(10)))
struct AddressTests {
    @Test(arguments: [
        "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0",
        "[::ffff:127.0.0.1]", "[::1]", "LOCALHOST",
    ])
    func `loopback is refused in every spelling and nothing reaches the server`(host: String)
        async throws
    {
        let server = FaultServer { $0.serve { _ in answer() } }
        defer { server.stop() }
        let request = HTTPRequest(url: "http://\(host):\(server.port)/", limits: .ofTests)
        #expect(try await failureCode(request) == .addressRefused)
        #expect(server.connectionCount == 0)
    }

    @Test(arguments: [
        "10.1.2.3", "172.31.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "224.0.0.1",
        "255.255.255.255", "[fe80::1]", "[fd00::1]", "[ff02::1]", "[64:ff9b::a00:1]",
        "[2002:a00:1::]", "100.100.100.200",
    ])
    func `inner addresses are refused without waiting for them`(host: String) async throws {
        let request = HTTPRequest(url: "http://\(host)/", limits: .ofTests)
        #expect(try await failureCode(request) == .addressRefused)
    }

    @Test func `an allowed host is reached and its failure names the reason otherwise`()
        async throws
    {
        let server = FaultServer { $0.serve { _ in answer() } }
        defer { server.stop() }
        let url = "http://localhost:\(server.port)/"
        let allowed = HTTPRequest(
            url: url, limits: .ofTests, addresses: AddressPolicy(allowedHosts: ["LocalHost"]))
        #expect(try await send(allowed).status == 200)
        let client = try HTTPClient()
        let refusal = await failure(client, HTTPRequest(url: url, limits: .ofTests))
        await client.shutdown()
        #expect(refusal?.message.contains("this machine itself") == true)
        #expect(refusal?.isRetryable == false)
    }

    @Test func `a connection that an allowed request opened serves no other`() async throws {
        let served = Arrivals()
        let server = FaultServer { connection in
            connection.serve { _ in
                served.arrive()
                return answer()
            }
        }
        defer { server.stop() }
        let client = try HTTPClient()
        #expect(try await client.send(server.request()).status == 200)
        var other = server.request()
        other.addresses = .publicOnly
        #expect(await failure(client, other)?.code == .addressRefused)
        #expect(try await client.send(server.request()).status == 200)
        #expect(served.count == 2)
        await client.shutdown()
    }
}
