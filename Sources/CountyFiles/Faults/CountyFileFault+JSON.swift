import Governance
import RulesEngine
public import TextFormats

extension CountyFileFault: JSONWritable {
    /// Writes the fault; `excerpt` only where there is one.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("code", code)
            object.field("file", position.file)
            object.field("line", position.line)
            object.field("column", position.column)
            object.field("message", message.english)
            object.field("message_zh", message.chinese)
            if let excerpt { object.field("excerpt", excerpt) }
        }
    }
}
