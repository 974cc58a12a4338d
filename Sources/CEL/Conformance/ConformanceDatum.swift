/// A piece of an already parsed JSON document, as the conformance tests come in.
///
/// The module has no JSON parser; whoever runs the tests converts from their own.
public indirect enum ConformanceDatum: Equatable, Sendable {
    case null
    case bool(Bool)
    /// A number in its own notation; the tests write all numbers as strings.
    case number(String)
    case string(String)
    case array([ConformanceDatum])
    case object([String: ConformanceDatum])

    subscript(key: String) -> ConformanceDatum? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    var isTrue: Bool { self == .bool(true) }
}
