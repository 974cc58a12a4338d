import CEL

/// The values of a cell, cut into classes within which no condition of a table changes.
///
/// A class begins at its least key and ends before that of the next.
struct KeyClasses: Sendable {
    /// The kinds of values that are cut into classes.
    enum Kind: Sendable {
        case bool
        case integer
        case text
    }

    let kind: Kind
    /// The least key of each class, ascending.
    let least: [CellKey]

    /// The classes for a cell of a type whose conditions change at these keys; nil for a type that
    /// is not tabulated.
    init?(_ type: ValueType, boundaries: Set<CellKey>) {
        let always: Set<CellKey>
        switch type {
        // Whoever looks a bool up counts on both classes.
        case .bool: (kind, always) = (.bool, [.bool(false), .bool(true)])
        case .int: (kind, always) = (.integer, [.integer(.min)])
        case .string: (kind, always) = (.text, [.text([])])
        default: return nil
        }
        least = boundaries.union(always).sorted()
    }

    /// The class of a key.
    func index(of key: CellKey) -> Int {
        var low = 0
        var high = least.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if key < least[middle] { high = middle } else { low = middle }
        }
        return low
    }
}
