/// A position in the whole log; the first record has 1, and no number is left out.
public struct Offset: Hashable, Sendable, Comparable {
    /// The number.
    public let value: Int64

    /// The position with this number.
    public init(_ value: Int64) {
        self.value = value
    }

    /// The position before the first record.
    public static let start = Offset(0)

    /// The position after this one.
    public var next: Offset { Offset(value + 1) }

    /// Orders by the log.
    public static func < (left: Offset, right: Offset) -> Bool {
        left.value < right.value
    }
}

extension Offset: LosslessStringConvertible {
    /// The number in decimal digits, as `Last-Event-ID` carries it.
    public var description: String { String(value) }

    /// The position written in `text`, or nil if that is not a whole number from 0 on.
    public init?(_ text: String) {
        guard let value = Int64(text), value >= 0, !text.hasPrefix("+") else { return nil }
        self.init(value)
    }
}
