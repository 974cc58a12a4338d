/// What the checker has learnt about type variables, and whether types agree under it.
///
/// The rules are those of CEL's gradual typing: `dyn` agrees with everything, `null` with what may
/// be null, and a variable with the first type that it meets, widened where a wider one follows.
struct Substitution {
    /// The type of each variable, nil while it is free.
    private var bindings: [ValueType?] = []

    /// The variables in the order in which they were bound, so that bindings can be undone.
    private var trail: [Int] = []

    /// A state to go back to.
    struct Mark {
        fileprivate let variableCount: Int
        fileprivate let bindingCount: Int
    }

    /// The present state.
    var mark: Mark { Mark(variableCount: bindings.count, bindingCount: trail.count) }

    /// Forgets what was learnt since a state.
    mutating func rollBack(to mark: Mark) {
        for variable in trail[mark.bindingCount...] { bindings[variable] = nil }
        trail.removeSubrange(mark.bindingCount...)
        bindings.removeSubrange(mark.variableCount...)
    }

    /// A new type variable.
    mutating func makeVariable() -> ValueType {
        bindings.append(nil)
        return .unknown(bindings.count - 1)
    }

    /// A type with all bound variables replaced.
    func resolve(_ type: ValueType) -> ValueType {
        switch type {
        case .unknown(let variable): bindings[variable].map(resolve) ?? type
        case .list(let element): .list(resolve(element))
        case .map(let key, let value): .map(key: resolve(key), value: resolve(value))
        case .optional(let wrapped): .optional(resolve(wrapped))
        case .nullable(let wrapped): .nullable(resolve(wrapped))
        default: type
        }
    }

    /// A signature's type with its parameters replaced by new variables.
    mutating func instantiate(
        _ type: ValueType, _ parameters: inout [String: ValueType],
    ) -> ValueType {
        switch type {
        case .parameter(let name):
            if let variable = parameters[name] { return variable }
            let variable = makeVariable()
            parameters[name] = variable
            return variable
        case .list(let element): return .list(instantiate(element, &parameters))
        case .map(let key, let value):
            let key = instantiate(key, &parameters)
            return .map(key: key, value: instantiate(value, &parameters))
        case .optional(let wrapped): return .optional(instantiate(wrapped, &parameters))
        default: return type
        }
    }

    /// Whether a value of one type may stand where the other is wanted; binds variables if so.
    mutating func assign(_ type: ValueType, to wanted: ValueType) -> Bool {
        let mark = mark
        if unify(type, wanted) { return true }
        rollBack(to: mark)
        return false
    }

    /// The type that fits values of both types; `dyn` if no other does.
    mutating func join(_ first: ValueType, _ second: ValueType) -> ValueType {
        if assign(second, to: first) { return moreGeneral(first, second) }
        return .dyn
    }

    private func moreGeneral(_ first: ValueType, _ second: ValueType) -> ValueType {
        let (first, second) = (resolve(first), resolve(second))
        switch (first, second) {
        case (.dyn, _), (_, .dyn): return .dyn
        case (.null, _): return second
        case (_, .nullable(let wrapped)) where wrapped == first: return second
        case (.list(let left), .list(let right)): return .list(moreGeneral(left, right))
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            return .map(
                key: moreGeneral(leftKey, rightKey), value: moreGeneral(leftValue, rightValue))
        case (.optional(let left), .optional(let right)):
            return .optional(moreGeneral(left, right))
        default: return first
        }
    }

    private mutating func unify(_ type: ValueType, _ wanted: ValueType) -> Bool {
        let (type, wanted) = (shallow(type), shallow(wanted))
        switch (type, wanted) {
        case (.unknown(let left), .unknown(let right)) where left == right: return true
        case (_, .unknown(let variable)): return bind(variable, to: type)
        case (.unknown(let variable), _): return bind(variable, to: wanted)
        case (.dyn, _), (_, .dyn): return true
        case (.null, _) where wanted.acceptsNull: return true
        case (_, .null) where type.acceptsNull: return true
        case (.nullable(let left), .nullable(let right)): return unify(left, right)
        case (.nullable(let left), _): return unify(left, wanted)
        case (_, .nullable(let right)): return unify(type, right)
        case (.list(let left), .list(let right)): return unify(left, right)
        case (.optional(let left), .optional(let right)): return unify(left, right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            return unify(leftKey, rightKey) && unify(leftValue, rightValue)
        default: return type == wanted
        }
    }

    /// The type that a variable is bound to, or the type itself.
    private func shallow(_ type: ValueType) -> ValueType {
        var type = type
        while case .unknown(let variable) = type, let bound = bindings[variable] { type = bound }
        return type
    }

    private mutating func bind(_ variable: Int, to type: ValueType) -> Bool {
        let bounded = bounded(type)
        guard !occurs(variable, in: bounded) else { return false }
        bindings[variable] = bounded
        trail.append(variable)
        return true
    }

    /// The type, or `dyn` for one that is nested more deeply than any program needs.
    ///
    /// Macros let a short expression spell a very deep type, whose every use would cost as much.
    func bounded(_ type: ValueType) -> ValueType {
        isDeeper(type, than: Self.maximumDepth) ? .dyn : type
    }

    private static let maximumDepth = 64

    private func isDeeper(_ type: ValueType, than limit: Int) -> Bool {
        guard limit > 0 else { return true }
        return switch shallow(type) {
        case .list(let inner), .optional(let inner), .nullable(let inner):
            isDeeper(inner, than: limit - 1)
        case .map(let key, let value):
            isDeeper(key, than: limit - 1) || isDeeper(value, than: limit - 1)
        default: false
        }
    }

    private func occurs(_ variable: Int, in type: ValueType) -> Bool {
        switch shallow(type) {
        case .unknown(let other): other == variable
        case .list(let inner), .optional(let inner), .nullable(let inner):
            occurs(variable, in: inner)
        case .map(let key, let value): occurs(variable, in: key) || occurs(variable, in: value)
        default: false
        }
    }
}

extension ValueType {
    /// Whether `null` may stand where the type is wanted.
    var acceptsNull: Bool {
        switch self {
        case .null, .nullable, .record, .timestamp, .duration, .optional, .dyn: true
        default: false
        }
    }
}
