/// How two values stand to each other.
enum Ordering: Sendable {
    case less
    case equal
    case greater
    /// A comparison with NaN.
    case unordered

    /// Compares two values; nil if values of their types have no order.
    ///
    /// Numbers of different types stand on one line; an integer is compared with a double as the
    /// nearest double, as the conformance suite has it.
    init?(of left: Value, _ right: Value) {
        switch (left, right) {
        case (.int(let left), .int(let right)): self.init(left, right)
        case (.double(let left), .double(let right)): self.init(left, right)
        case (.string(let left), .string(let right)):
            self =
                left.hasSameCodePoints(as: right)
                ? .equal : left.precedes(right) ? .less : .greater
        case (.timestamp(let left), .timestamp(let right)): self.init(left, right)
        case (.duration(let left), .duration(let right)): self.init(left, right)
        case (.uint(let left), .uint(let right)): self.init(left, right)
        case (.int(let left), .uint(let right)): self = Self.compare(left, right)
        case (.uint(let left), .int(let right)): self = Self.compare(right, left).reversed
        case (.int(let left), .double(let right)): self.init(Double(left), right)
        case (.uint(let left), .double(let right)): self.init(Double(left), right)
        case (.double(let left), .int(let right)): self.init(left, Double(right))
        case (.double(let left), .uint(let right)): self.init(left, Double(right))
        case (.bool(let left), .bool(let right)): self.init(left ? 1 : 0, right ? 1 : 0)
        case (.bytes(let left), .bytes(let right)):
            self =
                left == right
                ? .equal : left.lexicographicallyPrecedes(right) ? .less : .greater
        default: return nil
        }
    }

    private init<Number: Comparable>(_ left: Number, _ right: Number) {
        self = left < right ? .less : left == right ? .equal : left > right ? .greater : .unordered
    }

    private static func compare(_ left: Int64, _ right: UInt64) -> Ordering {
        guard let unsigned = UInt64(exactly: left) else { return .less }
        return Ordering(unsigned, right)
    }

    private var reversed: Ordering {
        switch self {
        case .less: .greater
        case .greater: .less
        case .equal, .unordered: self
        }
    }
}
