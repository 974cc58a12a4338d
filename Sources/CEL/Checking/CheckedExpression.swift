/// A node of a checked expression: names are resolved, types are known, macros are understood.
///
/// The tree is what decision-table indexing and static analysis look at. For example,
/// `report.category == 'fire'` is
/// `.binary(.equal, left, right)` where `left.kind` is `.field(_, field)` and `right.kind` is
/// `.literal(.string("fire"))`; `a && b && c` is one `.logical(.and, [a, b, c])`.
public struct CheckedExpression: Sendable {
    /// The number of the node, unique in its expression.
    public let id: Int

    /// The UTF-8 offsets that the node takes in the source text.
    public let range: Range<Int>

    /// What the node is.
    public let kind: Kind

    /// The type with the checker's own variables, which may be bound later.
    let openType: ValueType

    /// The type of the node's value; `dyn` stands for what only the evaluation knows.
    public var type: ValueType { openType.closed }

    /// What a node is.
    public indirect enum Kind: Sendable {
        case literal(Value)
        /// A variable of the environment.
        case variable(name: String, slot: Int)
        /// A variable of a macro.
        case local(LocalVariable)
        /// A field of a record whose type is known.
        case field(CheckedExpression, FieldReference)
        /// A key of a map, or a field of a value whose type is not known.
        case select(CheckedExpression, name: String)
        /// `a.?name`.
        case optionalSelect(CheckedExpression, name: String)
        /// `has(a.name)`.
        case presence(CheckedExpression, name: String)
        /// `a[b]`, or `a[?b]`.
        case index(CheckedExpression, CheckedExpression, isOptional: Bool)
        case unary(UnaryOperator, CheckedExpression)
        case binary(BinaryOperator, CheckedExpression, CheckedExpression)
        /// At least two operands; neighbouring operands of one operator are one node.
        case logical(LogicalOperator, [CheckedExpression])
        case conditional(CheckedExpression, CheckedExpression, CheckedExpression)
        /// A call; the first argument of a method call is its receiver.
        case call(function: String, arguments: [CheckedExpression], isMethod: Bool)
        case list([Element])
        case map([Entry])
        case record(RecordType, [Initializer])
        case comprehension(Comprehension)
        /// `cel.bind(variable, value, body)`.
        case bind(LocalVariable, CheckedExpression, body: CheckedExpression)
        /// `optional.optMap(variable, body)`, or `optFlatMap` if flat.
        case optionalMap(
            CheckedExpression, LocalVariable, body: CheckedExpression, isFlat: Bool)
        /// What could not be resolved; only where checking is deferred.
        case unresolved(EvaluationFailure)
    }

    /// A variable that a macro declares.
    public struct LocalVariable: Hashable, Sendable {
        /// The name.
        public let name: String

        /// The index of its value during evaluation.
        let slot: Int
    }

    /// A field of a record type.
    public struct FieldReference: Sendable {
        /// The record type.
        public let record: RecordType

        /// The index of the field in the record type.
        public let index: Int

        /// The name of the field.
        public var name: String { record.fields[index].name }
    }

    /// An element of a list literal.
    public struct Element: Sendable {
        /// The element, or an optional that holds it.
        public let value: CheckedExpression

        /// Whether it was written `[?value]`.
        public let isOptional: Bool
    }

    /// An entry of a map literal.
    public struct Entry: Sendable {
        /// The key.
        public let key: CheckedExpression

        /// The value, or an optional that holds it.
        public let value: CheckedExpression

        /// Whether it was written `{?key: value}`.
        public let isOptional: Bool
    }

    /// A field of a record literal.
    public struct Initializer: Sendable {
        /// The index of the field in the record type.
        public let index: Int

        /// The value, or an optional that holds it.
        public let value: CheckedExpression

        /// Whether it was written `Type{?field: value}`.
        public let isOptional: Bool
    }
}

extension ValueType {
    /// The type with `dyn` in place of the checker's variables.
    var closed: ValueType {
        switch self {
        case .unknown, .parameter: .dyn
        case .list(let element): .list(element.closed)
        case .map(let key, let value): .map(key: key.closed, value: value.closed)
        case .optional(let wrapped): .optional(wrapped.closed)
        case .nullable(let wrapped): .nullable(wrapped.closed)
        default: self
        }
    }
}
