import Governance
public import TextFormats

extension RuleFinding: JSONWritable {
    /// Writes the finding with its witness, null where it has none.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("code", kind.rawValue)
            object.field("weight", weight.rawValue)
            object.field("table", table)
            object.field("rules", rules)
            object.field("file", position.file)
            object.field("line", position.line)
            object.field("column", position.column)
            object.field("message", message.english)
            object.field("message_zh", message.chinese)
            object.field("count", count)
            if let witness { object.field("witness", witness) } else { object.null("witness") }
        }
    }
}
