/// Sets of rules, each a row of bits, one bit a rule, all in one array.
struct RuleBits: Sendable {
    /// How many words a row takes.
    let wordCount: Int
    private(set) var words: ContiguousArray<UInt64> = []

    /// Rows for so many rules.
    init(ruleCount: Int) {
        wordCount = (ruleCount + 63) / 64
    }

    /// A new row like another, or an empty one, and where it begins.
    mutating func makeRow(like row: Int? = nil) -> Int {
        let start = words.count
        words.reserveCapacity(start + wordCount)
        for word in 0..<wordCount { words.append(row.map { words[$0 + word] } ?? 0) }
        return start
    }

    /// Puts a rule into the row that begins at `row`.
    mutating func insert(_ rule: Int, into row: Int) {
        words[row + rule >> 6] |= 1 << UInt64(rule & 63)
    }

    /// Whether the row that begins at `row` has a rule.
    func contains(_ rule: Int, in row: Int) -> Bool {
        words[row + rule >> 6] & 1 << UInt64(rule & 63) != 0
    }

    /// The rules of the row that begins at `row`, in order.
    func rules(in row: Int) -> [Int] {
        (0..<wordCount * 64).filter { contains($0, in: row) }
    }

    /// Takes a rule out of the row that begins at `row`.
    mutating func remove(_ rule: Int, from row: Int) {
        words[row + rule >> 6] &= ~(1 << UInt64(rule & 63))
    }
}
