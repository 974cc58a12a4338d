import CEL

/// What one expression of a mapping gives for a record.
public struct MappingExplanation: Hashable, Sendable {
    /// The part of the item.
    public let part: MappingPart
    /// The expression.
    public let expression: String
    /// Its value as people read it, or why it has none.
    public let value: String
    /// Whether it has a value.
    public let isSound: Bool
}

extension ItemMapping {
    /// What each expression gives for a record, in the order of the parts.
    public func explanations(for record: FeedRecord) -> [MappingExplanation] {
        let activation = environment.activation(for: record)
        return MappingPart.allCases.compactMap { part in
            guard let program = programs[part] else { return nil }
            let expression = program.source.text
            do throws(CELError) {
                let value = try program.evaluate(activation, budget: Self.budget)
                return MappingExplanation(
                    part: part, expression: expression, value: value.inspected, isSound: true)
            } catch {
                return MappingExplanation(
                    part: part, expression: expression, value: error.message, isSound: false)
            }
        }
    }
}
