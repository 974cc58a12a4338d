public import CEL
public import TextFormats

extension ConformanceDatum {
    /// A line of a test file, once parsed.
    public init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .integer(let integer): self = .number("\(integer)")
        case .number(let number): self = .number("\(number)")
        case .string(let string): self = .string(string)
        case .array(let elements): self = .array(elements.map { ConformanceDatum($0) })
        case .object(let object):
            self = .object(
                Dictionary(
                    object.map { ($0.key, ConformanceDatum($0.value)) },
                    uniquingKeysWith: { first, _ in first }))
        }
    }
}
