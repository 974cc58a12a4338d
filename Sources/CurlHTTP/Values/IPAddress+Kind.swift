extension IPAddress {
    /// What an address is for, as far as reaching it matters.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case global
        case unspecified
        case loopback
        case linkLocal
        case privateNetwork
        case carrierNetwork
        case metadata
        case multicast
        case documentation
        case reserved
    }

    /// What the address is for; one that carries an IPv4 address is judged by that.
    ///
    /// Source: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890, as kept in
    /// 2024), and the instance-metadata addresses that the large clouds document.
    public var kind: Kind {
        switch self {
        case .v4(let number): IPAddress.kind(of: number)
        case .v6(let number): IPAddress.kind(of: number)
        }
    }

    private static func kind(of number: UInt32) -> Kind {
        blocks.first { $0.contains(number) }?.kind ?? .global
    }

    private static func kind(of number: UInt128) -> Kind {
        if number <= 1 { return number == 0 ? .unspecified : .loopback }
        if let embedded = embeddedIPv4(in: number) { return kind(of: embedded) }
        let upper = UInt64(truncatingIfNeeded: number >> 64)
        if let block = wideBlocks.first(where: { $0.contains(upper) }) { return block.kind }
        // Only 2000::/3 is handed out as global unicast (RFC 4291 §2.4).
        return number >> 125 == 1 ? .global : .reserved
    }

    /// The IPv4 address inside a mapped, compatible, translated (NAT64) or 6to4 address.
    private static func embeddedIPv4(in number: UInt128) -> UInt32? {
        let low = UInt32(truncatingIfNeeded: number)
        if number >> 32 == 0xFFFF { return low }
        if number >> 32 == 0 { return low }
        if number >> 32 == UInt128(0x0064_FF9B_0000_0000) << 32 { return low }
        if number >> 112 == 0x2002 { return UInt32(truncatingIfNeeded: number >> 80) }
        return nil
    }

    /// The addresses that begin with the first bits of a number.
    private struct Block<Number: FixedWidthInteger & Sendable>: Sendable {
        let prefix: Number
        let length: Int
        let kind: Kind

        init(_ prefix: Number, _ length: Int, _ kind: Kind) {
            self.prefix = prefix
            self.length = length
            self.kind = kind
        }

        func contains(_ number: Number) -> Bool {
            (number ^ prefix) >> (Number.bitWidth - length) == 0
        }
    }

    /// The first block that an address falls in counts: single addresses stand before their block.
    private static let blocks: [Block<UInt32>] = [
        Block(0xA9FE_A9FE, 32, .metadata),  // 169.254.169.254
        Block(0xA9FE_AA02, 32, .metadata),  // 169.254.170.2
        Block(0x6464_64C8, 32, .metadata),  // 100.100.100.200
        Block(0xA83F_8110, 32, .metadata),  // 168.63.129.16
        Block(0x0000_0000, 32, .unspecified),  // 0.0.0.0
        Block(0x0000_0000, 8, .reserved),  // 0.0.0.0/8
        Block(0x0A00_0000, 8, .privateNetwork),  // 10.0.0.0/8
        Block(0x6440_0000, 10, .carrierNetwork),  // 100.64.0.0/10
        Block(0x7F00_0000, 8, .loopback),  // 127.0.0.0/8
        Block(0xA9FE_0000, 16, .linkLocal),  // 169.254.0.0/16
        Block(0xAC10_0000, 12, .privateNetwork),  // 172.16.0.0/12
        Block(0xC000_0000, 24, .reserved),  // 192.0.0.0/24
        Block(0xC000_0200, 24, .documentation),  // 192.0.2.0/24
        Block(0xC058_6300, 24, .reserved),  // 192.88.99.0/24
        Block(0xC0A8_0000, 16, .privateNetwork),  // 192.168.0.0/16
        Block(0xC612_0000, 15, .reserved),  // 198.18.0.0/15
        Block(0xC633_6400, 24, .documentation),  // 198.51.100.0/24
        Block(0xCB00_7100, 24, .documentation),  // 203.0.113.0/24
        Block(0xE000_0000, 4, .multicast),  // 224.0.0.0/4
        Block(0xF000_0000, 4, .reserved),  // 240.0.0.0/4
    ]

    /// The upper halves of the IPv6 blocks, in the same order of counting.
    private static let wideBlocks: [Block<UInt64>] = [
        Block(0xFD00_0EC2_0000_0000, 64, .metadata),  // fd00:ec2::254
        Block(0xFE80_0000_0000_0000, 10, .linkLocal),  // fe80::/10
        Block(0xFEC0_0000_0000_0000, 10, .privateNetwork),  // fec0::/10, deprecated site-local
        Block(0xFC00_0000_0000_0000, 7, .privateNetwork),  // fc00::/7
        Block(0xFF00_0000_0000_0000, 8, .multicast),  // ff00::/8
        Block(0x2001_0DB8_0000_0000, 32, .documentation),  // 2001:db8::/32
        Block(0x3FFF_0000_0000_0000, 20, .documentation),  // 3fff::/20
        Block(0x2001_0000_0000_0000, 23, .reserved),  // 2001::/23, Teredo and other protocols
        Block(0x0064_FF9B_0001_0000, 48, .privateNetwork),  // 64:ff9b:1::/48, local translation
    ]
}
