/// Numbers by text, in any number of tables that share their memory, compared byte by byte; a text is
/// looked up without being copied.
///
/// Swift's `Dictionary` would take canonically equivalent texts for equal, which the language of the
/// rules does not, and hashes several times slower than a table needs that only rules fill.
struct TextTables: Sendable {
    /// One table: where its places begin, and how many there are, a power of two.
    struct Table: Sendable {
        fileprivate let start: Int
        fileprivate let capacity: Int
    }

    private struct Entry: Sendable {
        var hash: UInt64 = 0
        var start: Int32 = 0
        /// Negative for a free place.
        var length: Int32 = -1
        var number: Int32 = 0
    }

    private var entries: ContiguousArray<Entry> = []
    private var bytes: ContiguousArray<UInt8> = []

    /// Adds a table of texts that differ, with their numbers.
    mutating func add(_ numbers: [(text: [UInt8], number: Int)]) -> Table {
        // At most half of the places are taken, so a search soon ends at a free one.
        var capacity = 4
        while capacity < 2 * numbers.count { capacity *= 2 }
        let table = Table(start: entries.count, capacity: capacity)
        entries += ContiguousArray(repeating: Entry(), count: capacity)
        for (text, number) in numbers { insert(text, number, into: table) }
        return table
    }

    private mutating func insert(_ text: [UInt8], _ number: Int, into table: Table) {
        let hash = text.withUnsafeBufferPointer { Self.hash($0) }
        var place = Int(truncatingIfNeeded: hash) & (table.capacity - 1)
        while entries[table.start + place].length >= 0 {
            place = (place + 1) & (table.capacity - 1)
        }
        entries[table.start + place] = Entry(
            hash: hash, start: Int32(bytes.count), length: Int32(text.count),
            number: Int32(number))
        bytes += text
    }

    /// The number that a text has in a table, nil if the table does not have it.
    @inline(__always)
    func number(of text: UnsafeBufferPointer<UInt8>, in table: Table) -> Int? {
        let hash = Self.hash(text)
        let mask = table.capacity - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = entries[table.start + place]
            if entry.length < 0 { return nil }
            if entry.hash == hash, entry.length == text.count, isSame(entry, text) {
                return Int(entry.number)
            }
            place = (place + 1) & mask
        }
    }

    @inline(__always)
    private func isSame(_ entry: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(entry.start)
        for offset in 0..<text.count where bytes[start + offset] != text[offset] { return false }
        return true
    }

    /// Multiply and fold, eight bytes at a time; the keys are those of the county's own rules, so
    /// nobody outside can make them collide.
    @inline(__always)
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(text)
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= raw.count {
            hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var tail: UInt64 = 0
        while offset < raw.count {
            tail = tail << 8 | UInt64(raw[offset])
            offset += 1
        }
        return fold(hash ^ tail)
    }

    @inline(__always)
    private static func fold(_ bits: UInt64) -> UInt64 {
        let product = (bits ^ 0x2545_F491_4F6C_DD1D).multipliedFullWidth(
            by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}

extension String {
    /// Calls a closure with the UTF-8 bytes.
    @inline(__always)
    func withTextBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var copy = self
        return copy.withUTF8(body)
    }
}
