import CEL

/// A value of a cell in the one order that comparisons see: numbers by size, texts by code points.
enum CellKey: Hashable, Comparable, Sendable {
    case bool(Bool)
    case integer(Int64)
    /// UTF-8 bytes, whose order is that of the code points.
    case text([UInt8])

    /// The key of a literal, nil for one of another type than the index knows.
    init?(_ value: Value) {
        switch value {
        case .bool(let bool): self = .bool(bool)
        case .int(let integer): self = .integer(integer)
        case .string(let text): self = .text(Array(text.utf8))
        default: return nil
        }
    }

    static func < (left: CellKey, right: CellKey) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): !left && right
        case (.integer(let left), .integer(let right)): left < right
        case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
        // A cell has one type, so its keys have one kind.
        default: false
        }
    }

    /// The next greater key, nil if there is none.
    var successor: CellKey? {
        switch self {
        case .bool(let bool): bool ? nil : .bool(true)
        case .integer(let integer): integer < .max ? .integer(integer + 1) : nil
        case .text(let bytes): .text(bytes + [0])
        }
    }
}

/// A condition about one cell that is constant between a few keys, so that it can be tabulated.
indirect enum CellTest: Hashable, Sendable {
    case constant(Bool)
    case isPresent
    case isTrue
    case compares(BinaryOperator, CellKey)
    case isOneOf(Set<CellKey>)
    case hasPrefix([UInt8])
    case not(CellTest)
    case all([CellTest])
    case any([CellTest])

    /// What the evaluation of a condition comes to.
    enum Outcome: Sendable {
        case no
        case yes
        case error
    }

    /// What the language makes of the condition for a value; nil for an absent one.
    func outcome(for key: CellKey?) -> Outcome {
        switch self {
        case .constant(let bool): return bool ? .yes : .no
        case .isPresent: return key == nil ? .no : .yes
        case .not(let test):
            return switch test.outcome(for: key) {
            case .no: .yes
            case .yes: .no
            case .error: .error
            }
        case .all(let tests): return Self.decide(tests, by: .no, otherwise: .yes, for: key)
        case .any(let tests): return Self.decide(tests, by: .yes, otherwise: .no, for: key)
        case .isTrue, .compares, .isOneOf, .hasPrefix:
            guard let key else { return .error }
            return holds(for: key) ? .yes : .no
        }
    }

    /// `&&` and `||`: what decides hides the errors of the others.
    private static func decide(
        _ tests: [CellTest], by deciding: Outcome, otherwise: Outcome, for key: CellKey?,
    ) -> Outcome {
        let outcomes = tests.map { $0.outcome(for: key) }
        if outcomes.contains(deciding) { return deciding }
        return outcomes.contains(.error) ? .error : otherwise
    }

    private func holds(for key: CellKey) -> Bool {
        switch self {
        case .isTrue: key == .bool(true)
        case .isOneOf(let keys): keys.contains(key)
        case .hasPrefix(let prefix):
            if case .text(let bytes) = key { bytes.starts(with: prefix) } else { false }
        case .compares(.equal, let other): key == other
        case .compares(.notEqual, let other): key != other
        case .compares(.less, let other): key < other
        case .compares(.lessOrEqual, let other): key <= other
        case .compares(.greater, let other): key > other
        case .compares(.greaterOrEqual, let other): key >= other
        default: preconditionFailure("\(self) is not a comparison with a key")
        }
    }

    /// The keys at which the condition may change: it is constant from each to before the next.
    var boundaries: [CellKey] {
        switch self {
        case .constant, .isPresent: return []
        case .isTrue: return [.bool(true)]
        case .compares(_, let key): return [key] + [key.successor].compactMap(\.self)
        case .isOneOf(let keys):
            return keys.flatMap { [$0] + [$0.successor].compactMap(\.self) }
        case .hasPrefix(let prefix):
            // No byte of UTF-8 is 0xFF, so the last one can be incremented.
            guard let last = prefix.last else { return [] }
            return [.text(prefix), .text(prefix.dropLast() + [last + 1])]
        case .not(let test): return test.boundaries
        case .all(let tests), .any(let tests): return tests.flatMap(\.boundaries)
        }
    }

    /// The texts that the condition names as a whole.
    var texts: [[UInt8]] {
        switch self {
        case .compares(_, .text(let bytes)): [bytes]
        case .isOneOf(let keys):
            keys.compactMap { if case .text(let bytes) = $0 { bytes } else { nil } }
        case .not(let test): test.texts
        case .all(let tests), .any(let tests): tests.flatMap(\.texts)
        default: []
        }
    }
}
