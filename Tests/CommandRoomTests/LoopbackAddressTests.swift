import Testing

@testable import CommandRoom

/// There are no accounts, so the server can be reached from this machine only.
struct LoopbackAddressTests {
    @Test(arguments: ["127.0.0.1", "127.1.2.3", "::1", "localhost", "0:0:0:0:0:0:0:1"])
    func `an address of this machine is taken`(_ host: String) throws {
        let address = try LoopbackAddress(host: host, port: 8_080)
        #expect(address.host == (host == "localhost" ? "127.0.0.1" : host))
        #expect(address.port == 8_080)
    }

    @Test(arguments: [
        "0.0.0.0", "192.168.1.1", "10.0.0.1", "128.0.0.1", "::", "::2", "fe80::1",
        "::ffff:127.0.0.1", "::ffff:192.168.1.1", "2001:db8::1", "example.com",
        "localhost.evil.example",
        "localhost ", "LOCALHOST.", "127.1", "2130706433", "0x7f.0.0.1", "127.0.0.1:80", "[::1]",
        "",
        "127.0.0.1\0.example.com",
    ])
    func `any other address is refused, in both languages`(_ host: String) throws {
        let refusal = #expect(throws: LoopbackAddress.Refusal.self) {
            try LoopbackAddress(host: host, port: 8_080)
        }
        #expect(refusal?.host == host)
        #expect(refusal?.description.contains("use 127.0.0.1, ::1 or localhost") == true)
        #expect(refusal?.description.contains("只能在本机监听") == true)
    }

    @Test(arguments: [
        ("localhost", true), ("localhost:8080", true), ("127.0.0.1:80", true), ("[::1]:8080", true),
        ("127.9.9.9", true), ("evil.example:8080", false), ("localhost.evil.example", false),
        ("10.0.0.1", false), ("[::2]", false), ("", false),
    ])
    func `only requests to this machine by its own name are answered`(
        authority: String, isAnswered: Bool,
    ) {
        #expect(LoopbackHosts<CommandRoomContext>.isLoopback(authority) == isAnswered)
    }
}
