public import TextFormats

extension RuleCoverage: JSONWritable {
    /// Writes the totals and each rule with what was not tried of it.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("rules", rules.count)
            object.field("rules_fired", firedRules)
            object.field("conditions", parts)
            object.field("conditions_covered", coveredParts)
            object.field("by_rule", rules)
        }
    }
}

extension RuleCoverage.Rule: JSONWritable {
    /// Writes the rule and its conditions.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("table", table)
            object.field("rule", rule)
            object.field("line", position.line)
            object.field("fired", fired)
            object.field("conditions", parts)
        }
    }
}

extension RuleCoverage.Part: JSONWritable {
    /// Writes the condition and how it was seen.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("text", text)
            $0.field("line", position.line)
            $0.field("column", position.column)
            $0.field("true", wasTrue)
            $0.field("false", wasFalse)
        }
    }
}
