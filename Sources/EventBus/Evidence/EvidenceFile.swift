import Governance
import TextFormats

/// The form of an evidence file: a line for each record, and one at the end that says what there is.
///
/// Every line is a CloudEvent. The last tells how many records there are and the hash of the last
/// record of each partition, so that a file that was cut short is known.
enum EvidenceFile {
    /// The type of the last line.
    static let endType = "griddispatch.log.exported"

    /// Where the events of a partition come from.
    static func source(of partition: AreaCode) -> String {
        "/counties/\(partition.ancestor(at: .county) ?? partition)"
    }

    /// The last line, without its end.
    static func end(records: Int, heads: [LogReport.Head]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { line in
            line.field("specversion", "1.0")
            line.field("id", "export-\(records)")
            line.field("source", heads.first.map { source(of: $0.partition) } ?? "/counties")
            line.field("type", endType)
            line.field("datacontenttype", "application/json")
            line.object("data") { data in
                data.field("records", records)
                data.array("heads") { array in
                    for head in heads {
                        array.object { object in
                            object.field("partition", head.partition)
                            object.field("version", head.version)
                            object.field("hash", head.hash.description)
                        }
                    }
                }
            }
        }
        return writer.bytes
    }
}
