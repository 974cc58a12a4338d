/// One test of CEL's conformance suite, in the JSON form that `jsonl/README.md` beside the tests
/// describes.
public struct ConformanceCase: Sendable {
    /// What a test expects.
    public enum Expectation: Sendable {
        case value(Value)
        /// An error of the evaluation, whatever it says.
        case error
        /// Only that the expression compiles, to the deduced type if there is one.
        case compiles
    }

    /// Why a test cannot be run, with the reason for people.
    public enum Refusal: Error, Equatable, Sendable {
        /// It needs what the module does not have.
        case unsupported(String)
        /// It is no test by the form of the files.
        case unreadable(String)
    }

    /// The name of the test's file, without its extension.
    public let file: String

    /// The section of the file.
    public let section: String

    /// The name of the test in its section.
    public let name: String

    let expression: String
    let container: String
    let disablesCheck: Bool
    let disablesMacros: Bool
    let variables: [Environment.Variable]
    let bindings: [String: Value]
    let expectation: Expectation
    let deducedType: ValueType?

    /// Reads a test.
    ///
    /// - Throws: The reason why the test cannot be run.
    public init(_ test: ConformanceDatum) throws(Refusal) {
        guard let file = test["file"]?.string, let section = test["section"]?.string,
            let name = test["name"]?.string, let expression = test["expr"]?.string
        else { throw Refusal.unreadable("the line is not a test") }
        if case .array(let functions)? = test["functions"], !functions.isEmpty {
            throw Refusal.unsupported("declares functions")
        }
        (self.file, self.section, self.name) = (file, section, name)
        self.expression = expression
        container = test["container"]?.string ?? ""
        disablesCheck = test["disable_check"]?.isTrue ?? false
        disablesMacros = test["disable_macros"]?.isTrue ?? false
        var types: [String: ValueType] = [:]
        if case .object(let members)? = test["type_env"] {
            for (name, type) in members { types[name] = try Self.type(type) }
        }
        var bindings: [String: Value] = [:]
        if case .object(let members)? = test["bindings"] {
            for (name, value) in members { bindings[name] = try ConformanceValue.read(value) }
        }
        self.bindings = bindings
        let names = Set(types.keys).union(bindings.keys)
        variables = names.sorted().map { Environment.Variable($0, types[$0] ?? .dyn) }
        let expected = test["expected"]
        let deduced = expected?["deduced_type"] ?? test["deduced_type"]
        deducedType = if let deduced { try Self.type(deduced) } else { nil }
        expectation = try Self.expectation(
            expected, checkOnly: test["check_only"]?.isTrue ?? false)
    }

    private static func expectation(
        _ expected: ConformanceDatum?, checkOnly: Bool,
    ) throws(Refusal) -> Expectation {
        if let value = expected?["value"], !checkOnly {
            return .value(try ConformanceValue.read(value))
        }
        if expected?["error"] != nil { return .error }
        return checkOnly || expected?["deduced_type"] != nil ? .compiles : .value(.bool(true))
    }

    private static func type(_ datum: ConformanceDatum) throws(Refusal) -> ValueType {
        guard let text = datum.string else { throw .unreadable("a type is no text") }
        guard let type = ValueType(conformance: text) else {
            throw .unsupported("needs the type \(text.prefix(100))")
        }
        return type
    }
}

extension ValueType {
    /// Types are read no deeper, since each level looks at all that is inside.
    private static let maximumDepth = 16

    /// Reads a type as ``description`` writes it; nil for a protocol buffer message and the like,
    /// and for one that is nested more than 16 levels deep.
    init?(conformance text: String, depth: Int = 0) {
        let named: [String: ValueType] = [
            "null_type": .null, "null": .null, "bool": .bool, "int": .int, "uint": .uint,
            "double": .double, "string": .string, "bytes": .bytes, "dyn": .dyn, "type": .type,
            "google.protobuf.Timestamp": .timestamp, "timestamp": .timestamp,
            "google.protobuf.Duration": .duration, "duration": .duration,
            "list": .list(.dyn), "map": .map(key: .dyn, value: .dyn),
        ]
        if let type = named[text] {
            self = type
            return
        }
        guard depth < Self.maximumDepth, text.hasSuffix(")"), let open = text.firstIndex(of: "(")
        else { return nil }
        let inside = text[text.index(after: open)...].dropLast()
        let parts = Self.parts(of: inside).map { ValueType(conformance: $0, depth: depth + 1) }
        switch (text[..<open], parts.count) {
        case ("list", 1): self = .list(parts[0] ?? .dyn)
        case ("optional_type", 1), ("optional", 1): self = .optional(parts[0] ?? .dyn)
        case ("wrapper", 1): self = .nullable(parts[0] ?? .dyn)
        case ("type", _): self = .type
        case ("map", 2): self = .map(key: parts[0] ?? .dyn, value: parts[1] ?? .dyn)
        default: return nil
        }
        guard !parts.contains(nil) || self == .type else { return nil }
    }

    /// The types between the commas that stand outside inner parentheses.
    private static func parts(of text: Substring) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            switch character {
            case "(": depth += 1
            case ")": depth -= 1
            case "," where depth == 0:
                parts.append("")
                continue
            case " ": continue
            default: break
            }
            parts[parts.count - 1].append(character)
        }
        return parts
    }
}
