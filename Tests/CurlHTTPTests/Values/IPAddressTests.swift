import CurlHTTP
import Testing

struct IPAddressTests {
    /// The first and last address of each block and the neighbours that are outside.
    @Test(arguments: [
        ("0.0.0.0", IPAddress.Kind.unspecified), ("0.0.0.1", .reserved),
        ("0.255.255.255", .reserved),
        ("1.0.0.0", .global), ("9.255.255.255", .global), ("10.0.0.0", .privateNetwork),
        ("10.255.255.255", .privateNetwork), ("11.0.0.0", .global), ("100.63.255.255", .global),
        ("100.64.0.0", .carrierNetwork), ("100.127.255.255", .carrierNetwork),
        ("100.100.100.200", .metadata), ("100.128.0.0", .global), ("126.255.255.255", .global),
        ("127.0.0.0", .loopback), ("127.255.255.255", .loopback), ("128.0.0.0", .global),
        ("168.63.129.16", .metadata), ("168.63.129.17", .global), ("169.253.255.255", .global),
        ("169.254.0.0", .linkLocal), ("169.254.169.254", .metadata), ("169.254.170.2", .metadata),
        ("169.254.255.255", .linkLocal), ("169.255.0.0", .global), ("172.15.255.255", .global),
        ("172.16.0.0", .privateNetwork), ("172.31.255.255", .privateNetwork),
        ("172.32.0.0", .global), ("191.255.255.255", .global), ("192.0.0.8", .reserved),
        ("192.0.2.1", .documentation), ("192.88.99.1", .reserved), ("192.167.255.255", .global),
        ("192.168.0.0", .privateNetwork), ("192.168.255.255", .privateNetwork),
        ("192.169.0.0", .global), ("198.17.255.255", .global), ("198.18.0.0", .reserved),
        ("198.19.255.255", .reserved), ("198.20.0.0", .global), ("198.51.100.7", .documentation),
        ("203.0.113.7", .documentation), ("223.255.255.255", .global), ("224.0.0.0", .multicast),
        ("239.255.255.255", .multicast), ("240.0.0.0", .reserved), ("255.255.255.255", .reserved),
    ])
    func `an IPv4 address is of its block's kind`(text: String, kind: IPAddress.Kind) throws {
        let address = try #require(IPAddress(text))
        #expect(address.kind == kind)
        #expect(address.description == text)
    }

    @Test(arguments: [
        ("::", IPAddress.Kind.unspecified), ("::1", .loopback), ("::2", .reserved),
        ("::127.0.0.1", .loopback), ("::ffff:10.0.0.1", .privateNetwork),
        ("::ffff:8.8.8.8", .global), ("::ffff:169.254.169.254", .metadata),
        ("64:ff9b::127.0.0.1", .loopback), ("64:ff9b::808:808", .global),
        ("64:ff9b:1::1", .privateNetwork), ("2002:7f00:1::", .loopback),
        ("2002:808:808::", .global),
        ("100::1", .reserved), ("2001::1", .reserved), ("2001:200::1", .global),
        ("2001:db8::1", .documentation), ("2400:3200::1", .global), ("3fff::1", .documentation),
        ("4000::1", .reserved), ("fbff::1", .reserved), ("fc00::1", .privateNetwork),
        ("fd00:ec2::254", .metadata), ("fdff::1", .privateNetwork), ("fe7f::1", .reserved),
        ("fe80::1", .linkLocal), ("febf::1", .linkLocal), ("fec0::1", .privateNetwork),
        ("ff02::1", .multicast), ("::ffff:0:127.0.0.1", .reserved),
    ])
    func `an IPv6 address is of its block's or its inner address's kind`(
        text: String, kind: IPAddress.Kind
    ) throws {
        #expect(try #require(IPAddress(text)).kind == kind)
    }

    @Test(arguments: ["", "1.2.3", "1.2.3.4.5", "256.0.0.1", "localhost", "[::1]", "fe80::1%eth0"])
    func `what is no address is none`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func `an IPv6 address is written as usual`() {
        #expect(IPAddress("2001:0DB8:0:0::1")?.description == "2001:db8::1")
    }

    @Test func `hosts are allowed in any spelling`() throws {
        let policy = AddressPolicy(allowedHosts: ["Feed.Example.", "[::1]"])
        let inner = try #require(IPAddress("10.0.0.1"))
        let outer = try #require(IPAddress("8.8.8.8"))
        #expect(policy.allows(inner, for: "feed.example"))
        #expect(policy.allows(inner, for: "::1"))
        #expect(!policy.allows(inner, for: "sub.feed.example"))
        #expect(policy.allows(outer, for: "anything.example"))
    }
}
