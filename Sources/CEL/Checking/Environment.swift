/// What expressions may name: variables, record types, functions and libraries.
///
/// An environment is made once and compiles many expressions. Every variable has a slot, an index
/// that all its programs share, so one ``Activation`` serves them all: a host with hundreds of
/// rules fills it once per set of facts.
///
/// Facts that belong together are best declared as a ``RecordType``. Its fields have fixed indices,
/// so `report.category` is compiled to "slot 0, field 3", two array accesses; a name that is not
/// declared is an error of the compilation, with its position and a suggestion.
public struct Environment: Sendable {
    /// A variable that expressions may read.
    public struct Variable: Hashable, Sendable {
        /// The name, which may be dotted, such as `com.example.limit`.
        public let name: String

        /// The type of its values.
        public let type: ValueType

        /// Makes a variable.
        public init(_ name: String, _ type: ValueType) {
            self.name = name
            self.type = type
        }
    }

    /// The variables; the index of a variable is its slot.
    public let variables: [Variable]

    /// The record types by name.
    public let records: [String: RecordType]

    /// The name in which names are looked up first, such as `com.example`; empty for none.
    public let container: String

    /// The bounds of compilation.
    public let limits: Limits

    let slots: [String: Int]
    let functions: [String: FunctionDeclaration]
    let libraries: Libraries
    let regexEngine: RegexEngine?
    let timeZones: TimeZoneProvider?

    /// Makes an environment.
    ///
    /// - Throws: An error whose code begins with `cel.declare.` when a name is declared twice, when no
    ///   expression could name a variable, or a type names a record that is not declared.
    public init(
        variables: [Variable] = [], records: [RecordType] = [],
        functions: [FunctionDeclaration] = [], container: String = "",
        libraries: Libraries = .all, limits: Limits = Limits(),
        regexEngine: RegexEngine? = nil, timeZones: TimeZoneProvider? = nil,
    ) throws(CELError) {
        self.variables = variables
        self.records = try Self.table(records, named: \.name, "record type")
        self.container = container
        self.limits = limits
        self.libraries = libraries
        self.regexEngine = regexEngine
        self.timeZones = timeZones
        slots = try Self.table(
            variables.enumerated().map { ($0.element.name, $0.offset) }, named: \.0, "variable"
        ).mapValues(\.1)
        let standard = StandardLibrary.functions + libraries.functions
        self.functions = try Self.table(standard + functions, named: \.name, "function")
        try validate()
    }

    private static func table<Element>(
        _ elements: [Element], named name: (Element) -> String, _ what: String,
    ) throws(CELError) -> [String: Element] {
        var table: [String: Element] = [:]
        for element in elements {
            guard !name(element).isEmpty else {
                throw CELError(code: .invalidName, message: "a \(what) has an empty name")
            }
            guard table.updateValue(element, forKey: name(element)) == nil else {
                throw CELError(
                    code: .duplicateDeclaration,
                    message: "the \(what) '\(name(element))' is declared twice")
            }
        }
        return table
    }

    private func validate() throws(CELError) {
        for variable in variables {
            guard variable.hasValidName else {
                throw CELError(
                    code: .invalidName,
                    message: "'\(variable.name)' cannot be the name of a variable: names are "
                        + "letters a to z, digits and _, do not begin with a digit and are no "
                        + "reserved word; parts are joined by dots")
            }
            try validate(variable.type, of: "'\(variable.name)'")
        }
        for record in records.values {
            let names = Set(record.fields.map(\.name))
            guard names.count == record.fields.count else {
                throw CELError(
                    code: .duplicateDeclaration,
                    message: "the record type '\(record.name)' declares a field twice")
            }
            for field in record.fields {
                try validate(field.type, of: "'\(record.name).\(field.name)'")
            }
        }
    }

    private func validate(_ type: ValueType, of name: String) throws(CELError) {
        switch type {
        case .list(let inner), .optional(let inner), .nullable(let inner):
            try validate(inner, of: name)
        case .map(let key, let value):
            try validate(key, of: name)
            try validate(value, of: name)
        case .record(let record) where records[record] == nil:
            let hint = Suggestion.didYouMean(record, among: records.keys)
            throw CELError(
                code: .undeclaredRecord,
                message: "the type of \(name) is the undeclared record type '\(record)'\(hint)")
        default: break
        }
    }

    /// The slot of a variable, nil if it is not declared.
    public func slot(of variable: String) -> Int? { slots[variable] }

    /// An activation in which no variable has a value yet.
    public func makeActivation() -> Activation { Activation(environment: self) }

    /// The names to try for a name, in the order of CEL's name resolution.
    func candidates(for name: String, isRooted: Bool) -> [String] {
        guard !isRooted, !container.isEmpty else { return [name] }
        var scope = Substring(container)
        var candidates: [String] = []
        while !scope.isEmpty {
            candidates.append("\(scope).\(name)")
            scope = scope.lastIndex(of: ".").map { scope[..<$0] } ?? ""
        }
        return candidates + [name]
    }
}

extension Environment.Variable {
    /// Whether an expression can name the variable: one name, or several with dots between.
    ///
    /// `true`, `false` and `null` may be declared, as the conformance suite does, and stay literals.
    fileprivate var hasValidName: Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let words = parts.map { String(decoding: $0, as: UTF8.self) }
        return !Parser.reservedWords.contains(words[0])
            && !words.contains("in")
            && parts.allSatisfy { part in
                part.first.map { !Self.isDigit($0) } == true
                    && part.allSatisfy {
                        Self.isDigit($0) || $0 == UInt8(ascii: "_")
                            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
                    }
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
