/// A key of a map, made canonical so that `1`, `1u` and `1.0` find the same entry.
enum MapKey: Hashable, Sendable {
    case bool(Bool)
    case int(Int64)
    /// Only above `Int64.max`; smaller ones are `int`.
    case uint(UInt64)
    case string(CodePoints)

    /// The key that an entry with this key has; nil for a type that no key may have.
    init?(entry value: Value) {
        switch value {
        case .bool(let bool): self = .bool(bool)
        case .int(let int): self = .int(int)
        case .uint(let uint): self = Int64(exactly: uint).map(MapKey.int) ?? .uint(uint)
        case .string(let string): self = .string(CodePoints(string))
        default: return nil
        }
    }

    /// The key to look a value up with; nil if no entry can be equal to it.
    init?(lookup value: Value) {
        if case .double(let double) = value {
            if let int = double.exactInt64 {
                self = .int(int)
            } else if let uint = double.exactUInt64 {
                self = .uint(uint)
            } else {
                return nil
            }
        } else {
            self.init(entry: value)
        }
    }
}

/// A string that is compared and hashed by its code points, not by canonical equivalence.
struct CodePoints: Hashable, Sendable {
    let string: String

    init(_ string: String) {
        self.string = string
    }

    static func == (left: CodePoints, right: CodePoints) -> Bool {
        left.string.hasSameCodePoints(as: right.string)
    }

    func hash(into hasher: inout Hasher) {
        string.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8(0xFF))
    }
}
