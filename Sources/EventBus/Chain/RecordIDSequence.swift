import Governance

/// Makes the identifiers of a log's records, each greater than all before it.
///
/// They are UUID version 7 (RFC 9562 §5.7). Within one millisecond, or when the clock of the events
/// stands still or steps back, the random part counts up (§6.2, method 2).
struct RecordIDSequence<Generator: RandomNumberGenerator> {
    private(set) var last: Record.ID
    private var generator: Generator

    init(after last: Record.ID, generator: Generator) {
        self.last = last
        self.generator = generator
    }

    /// The next identifier, for an event recorded at `instant`.
    mutating func next(at instant: Instant) -> Record.ID {
        let milliseconds = UInt64(max(0, instant.microsecondsSinceEpoch / 1_000))
        if milliseconds > last.high >> 16 {
            last = .make(at: instant, using: &generator)
        } else {
            last = Self.successor(of: last)
        }
        return last
    }

    /// The identifier directly after `id`; carries over the version and variant bits.
    static func successor(of id: Record.ID) -> Record.ID {
        let variant: UInt64 = 0x8000_0000_0000_0000
        let tail = (id.low & ~(0b11 << 62)) + 1
        guard tail >> 62 != 0 else { return Record.ID(high: id.high, low: variant | tail) }
        let head = (id.high & 0x0FFF) + 1
        guard head > 0x0FFF else {
            return Record.ID(high: id.high & ~0x0FFF | head, low: variant)
        }
        return Record.ID(high: ((id.high >> 16) + 1) << 16 | 0x7000, low: variant)
    }
}
