import Governance
public import TextFormats

extension ImportedTable: JSONWritable {
    /// Writes what the table holds: rules, sub-categories with their units, limits, refusals.
    public func write(to writer: inout JSONWriter) {
        let roles = roles
        writer.object { object in
            object.field("rules", rules.count)
            object.field("sub_categories", roles.count)
            object.object("roles") { members in
                for role in roles { members.field(role.category, role.units) }
            }
            object.field("limits", limits)
            object.field("refused", refusals)
        }
    }
}

extension ImportedTable.Limit: JSONWritable {
    /// Writes the limit with its line and text.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("line", line)
            $0.field("text", text)
            // 2 and not 2.0 where it is whole.
            if let whole = Int(exactly: limit.amount) {
                $0.field("amount", whole)
            } else {
                $0.field("amount", limit.amount)
            }
            $0.field("unit", limit.unit.rawValue)
        }
    }
}

extension ImportedTable.Refusal: JSONWritable {
    /// Writes the refusal with its place and reason.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("line", line)
            $0.field("column", column)
            $0.field("name", category)
            $0.field("text", text)
            $0.field("why", why)
        }
    }
}
