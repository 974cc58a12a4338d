import TextFormats

extension SeededGenerator {
    private static let pieces = [
        "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", ",",
        ";",
        "é", "ß", "工", "网格员", "\u{2028}", "\u{FEFF}", "😍", "🇨🇳", "\u{10FFFF}", "{", "]", "null",
        "dispute/elder-support", "三楼住着的一位老人在门后哭泣",
    ]

    mutating func text(upTo pieces: Int = 8) -> String {
        let count = Int.random(in: 0...pieces, using: &self)
        return (0..<count).map { _ in pick(Self.pieces) }.joined()
    }

    mutating func json(depth: Int = 4) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &self) {
        case 0: return .null
        case 1: return .bool(chance(2))
        case 2: return .integer(integer())
        case 3: return .number(double())
        case 4, 5: return .string(text())
        case 6:
            let count = Int.random(in: 0...5, using: &self)
            return .array((0..<count).map { _ in json(depth: depth - 1) })
        default:
            var object = JSONObject()
            let count = chance(8) ? 40 : Int.random(in: 0...6, using: &self)
            for _ in 0..<count { object[text(upTo: 3)] = json(depth: depth - 1) }
            return .object(object)
        }
    }

    mutating func integer() -> Int64 {
        chance(3)
            ? pick([0, 1, -1, .max, .min, .max - 1, .min + 1, 999_999_999_999_999_999])
            : Int64(truncatingIfNeeded: next()) >> Int64.random(in: 0..<64, using: &self)
    }

    /// A finite double of any size.
    mutating func double() -> Double {
        if chance(3) {
            return pick([
                0, -0.0, 1, 0.1, 29.137042, 118.414327, 1e22, 1e23, .leastNonzeroMagnitude, .pi,
                .greatestFiniteMagnitude, -.leastNormalMagnitude, 9_007_199_254_740_991,
            ])
        }
        let value = Double(bitPattern: next())
        return value.isFinite ? value : 0.5
    }

    /// `bytes` with a few bytes changed, removed, added or repeated.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<3, using: &self) {
            guard !bytes.isEmpty else { return bytes }
            let index = Int.random(in: bytes.indices, using: &self)
            switch Int.random(in: 0..<5, using: &self) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(pick(Array("\"\\{}[]:,0-eE.ut \n".utf8)), at: index)
            case 3: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
            default: bytes.removeSubrange(index..<min(bytes.count, index + 9))
            }
        }
        return bytes
    }
}
