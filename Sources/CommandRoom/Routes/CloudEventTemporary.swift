import EventBus
import Governance
import TextFormats

extension Record {
    func cloudEvent(source: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { o in
            o.field("specversion", "1.0")
            o.field("id", id)
            o.field("source", source)
            o.field("type", event.kind.type)
            if let incident = event.incident { o.field("subject", "incidents/\(incident)") }
            o.field("time", event.occurredAt)
            o.field("recordedtime", event.recordedAt)
            o.field("sequence", offset.description)
            o.field("partitionkey", partition)
            o.field("datacontenttype", "application/json")
            o.field("data", event.kind)
        }
        return writer.bytes
    }
}
