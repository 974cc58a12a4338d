import Governance
public import TextFormats

extension DecisionExplanation: JSONWritable {
    /// Writes the decision and, by table, what fired and what nearly did.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("decision", decision)
            object.field("tables", tables)
        }
    }
}

extension DecisionExplanation.Table: JSONWritable {
    /// Writes one table's part.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("table", outcome.table)
            object.field("hit", hitPolicy.rawValue)
            object.field("fired", fired)
            object.field("usedDefault", outcome.usedDefault)
            object.field("faults", outcome.faults)
            object.field("near", nearMisses)
        }
    }
}

extension DecisionExplanation.Fired: JSONWritable {
    /// Writes the rule and why it is there, in both languages.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("rule", rule)
            $0.field("because", because.english)
            $0.field("because_zh", because.chinese)
        }
    }
}

extension NearMiss: JSONWritable {
    /// Writes the rule, the part that stopped it and what the part read.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("rule", rule)
            $0.field("stopped_by", stoppedBy)
            $0.field("facts", facts)
        }
    }
}
