/// A function that expressions may call: its signatures and what computes it.
///
/// A function must be pure: its result depends on its arguments only.
public struct FunctionDeclaration: Sendable {
    /// One way to call a function.
    public struct Signature: Hashable, Sendable {
        /// The type of the receiver of a method call `receiver.f(…)`, nil for a plain call `f(…)`.
        public let receiver: ValueType?

        /// The types of the arguments.
        public let parameters: [ValueType]

        /// The type of the result.
        public let result: ValueType

        /// The signature of a plain call.
        public init(_ parameters: ValueType..., returning result: ValueType) {
            receiver = nil
            self.parameters = parameters
            self.result = result
        }

        /// The signature of a method call.
        public init(
            on receiver: ValueType, _ parameters: ValueType..., returning result: ValueType,
        ) {
            self.receiver = receiver
            self.parameters = parameters
            self.result = result
        }

        init(receiver: ValueType?, parameters: [ValueType], result: ValueType) {
            self.receiver = receiver
            self.parameters = parameters
            self.result = result
        }

        /// The types of the receiver, if there is one, and of the arguments.
        var allParameters: [ValueType] { (receiver.map { [$0] } ?? []) + parameters }
    }

    /// Computes a result; the first argument of a method call is its receiver.
    ///
    /// The arguments need not match a signature when their types were `dyn`; then the function
    /// throws. A costly function charges the context for its work.
    public typealias Implementation =
        @Sendable (_ arguments: [Value], _ context: inout EvaluationContext)
        throws(EvaluationFailure) -> Value

    /// The name, which may be dotted, such as `math.abs`.
    public let name: String

    /// The ways to call the function.
    public let signatures: [Signature]

    /// Nil for a function that a program computes itself, because it needs more than values: the
    /// host's services, say, or arguments that are evaluated only where they are needed.
    let implementation: Implementation?

    /// Declares a function.
    public init(
        _ name: String, _ signatures: [Signature], _ implementation: @escaping Implementation
    ) {
        self.name = name
        self.signatures = signatures
        self.implementation = implementation
    }

    /// Declares a function that a program computes itself.
    init(_ name: String, _ signatures: [Signature]) {
        self.name = name
        self.signatures = signatures
        implementation = nil
    }
}
