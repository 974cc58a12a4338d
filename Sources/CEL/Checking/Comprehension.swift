/// A macro that goes through a list or a map, such as `list.all(x, p)`.
public struct Comprehension: Sendable {
    /// What the macro makes of the elements.
    public enum Form: String, Sendable {
        case all
        case exists
        case existsOne = "exists_one"
        /// A list of the transform's values, of the elements that the predicate accepts.
        case map
        /// A list of the elements that the predicate accepts.
        case filter
        /// A map with the keys of the range and the transform's values.
        case transformMap
        /// A map of the entries of the maps that the transform makes.
        case transformMapEntry
    }

    /// What the macro makes of the elements.
    public let form: Form

    /// The list or map.
    public let range: CheckedExpression

    /// The variable for the element (or a map's key); with two variables, for the index or key.
    public let variable: CheckedExpression.LocalVariable

    /// The variable for the element or a map's value, where the macro has two.
    public let second: CheckedExpression.LocalVariable?

    /// The condition on the variables, nil where the macro has none.
    public let predicate: CheckedExpression?

    /// The expression that makes the results, nil for a macro that has only a predicate.
    public let transform: CheckedExpression?
}
