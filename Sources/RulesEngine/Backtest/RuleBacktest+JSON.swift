import Governance
public import TextFormats

extension RuleBacktest: JSONWritable {
    /// Writes every number with the reports behind it, and every report that is decided otherwise.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("live", live)
            object.field("candidate", candidate)
            object.field("reports", reports)
            object.field("changed", changed)
            object.object("roles") { Self.write(roles, \.name, to: &$0) }
            object.object("severities") { Self.write(severities, \.text, to: &$0) }
            object.object("standards") { Self.write(standards, \.name, to: &$0) }
            object.object("numbers") { Self.write(numbers, \.text, to: &$0) }
            object.object("townships") { Self.write(townships, \.description, to: &$0) }
            object.object("rules") { Self.write(rules, \.text, to: &$0) }
            object.field("degraded", degraded)
            object.field("refused", refused)
            object.field("changes", changes)
        }
    }

    private static func write<Key>(
        _ tallies: [Key: Tally], _ name: (Key) -> String, to object: inout JSONObjectWriter,
    ) {
        let named = tallies.map { (name: name($0.key), tally: $0.value) }
        for entry in named.sorted(by: { $0.name < $1.name }) {
            object.field(entry.name, entry.tally)
        }
    }
}

extension RuleBacktest.Tally: JSONWritable {
    /// Writes the numbers and the reports behind their difference.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("live", live)
            $0.field("candidate", candidate)
            $0.field("gains", gains)
            $0.field("losses", losses)
            $0.field("gained", gained)
            $0.field("lost", lost)
        }
    }
}

extension DecisionChange: JSONWritable {
    /// Writes the report and both decisions, without the report's words.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("report", routing.name)
            object.field("category", routing.report.category)
            object.field("grid", routing.report.area)
            object.field("at", routing.time.text)
            object.field("gained", gained)
            object.field("lost", lost)
            object.field("live", live)
            object.field("candidate", candidate)
        }
    }
}

extension Severity {
    fileprivate var text: String { "\(rawValue)" }
}

extension RuleBacktest.RuleName {
    /// The rule with its table.
    var text: String { "\(table)/\(rule)" }
}

extension RoutingDecision.NumberOutcome {
    fileprivate var text: String { "\(name) = \(value)" }
}
