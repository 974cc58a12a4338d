import Governance
public import TextFormats

extension Record {
    /// Writes the record as a CloudEvent of version 1.0 in JSON, without personal data.
    ///
    /// - Parameters:
    ///   - source: Where it comes from, for example `/counties/330824`.
    ///   - writer: What it is written to.
    public func writeCloudEvent(source: String, to writer: inout JSONWriter) {
        writer.object {
            $0.field("specversion", "1.0")
            $0.field("id", id)
            $0.field("source", source)
            $0.field("type", event.kind.type)
            if let incident = event.incident {
                $0.string("subject") { bytes in
                    bytes.append(contentsOf: "incidents/".utf8)
                    incident.appendText(to: &bytes)
                }
            }
            $0.field("time", event.occurredAt)
            $0.field("recordedtime", event.recordedAt)
            $0.field("sequence", offset.description)
            $0.field("partitionkey", partition)
            $0.field("datacontenttype", "application/json")
            $0.field("data", event.kind)
        }
    }

    /// The record as a CloudEvent of version 1.0 in JSON, without personal data.
    public func cloudEvent(source: String) -> [UInt8] {
        var writer = JSONWriter()
        writeCloudEvent(source: source, to: &writer)
        return writer.bytes
    }
}
