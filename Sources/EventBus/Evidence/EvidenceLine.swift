import Foundation
import Governance
import TextFormats

/// A record as a line of an evidence file: a CloudEvent with everything over which the record's hash
/// is taken, the personal part sealed as it is in the log.
struct EvidenceLine {
    let place: RecordPlace
    let partition: AreaCode
    let subject: Incident.ID?
    let occurredAt: Instant
    let recordedAt: Instant
    let type: String
    let actor: String
    let cause: String?
    let data: [UInt8]
    let personal: [UInt8]?
    let hash: ChainHash

    /// The bounds of one line: a record's parts are 1 MiB each, and their Base64 a third longer.
    static let limits = JSONLimits(
        bytes: 1 << 23, depth: 128, values: 1_000_000, stringBytes: 1 << 22)

    /// What the hash is taken over.
    var body: RecordBody {
        var body = RecordBody(
            subject: subject, occurredAt: occurredAt.microsecondsSinceEpoch,
            recordedAt: recordedAt.microsecondsSinceEpoch, type: type.utf8, actor: actor.utf8,
            cause: cause?.utf8
        ) { $0.append(contentsOf: data) }
        if let personal {
            body.endWithPersonalPart { $0.append(contentsOf: personal) }
        } else {
            body.endWithoutPersonalPart()
        }
        return body
    }

    /// The line, without its end.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.object { line in
            line.field("specversion", "1.0")
            line.field("id", place.id)
            line.field("source", EvidenceFile.source(of: partition))
            line.field("type", type)
            line.field("subject", subject.map { "incidents/\($0)" })
            line.field("time", occurredAt)
            line.field("recordedtime", recordedAt)
            line.field("sequence", place.offset.description)
            line.field("partitionkey", partition)
            line.field("partitionversion", place.version.description)
            line.field("actor", actor)
            line.field("cause", cause)
            line.field("recordhash", hash.description)
            line.field("sealed", personal.map { Data($0).base64EncodedString() })
            line.field("datacontenttype", "application/json")
            writeData(to: &line)
        }
        return writer.bytes
    }

    /// Writes the data as it is, where reading and writing it gives the same bytes again.
    private func writeData(to line: inout JSONObjectWriter) {
        if let json = try? JSON.parse(data, limits: Self.limits), json.encoded() == data {
            line.encoded("data", data)
        } else {
            line.field("data_base64", Data(data).base64EncodedString())
        }
    }
}

extension EvidenceLine {
    /// The record in a row with the columns of ``RecordReader/columns``.
    init(_ row: SQLStatement) throws {
        let offset = Offset(row.integer(0))
        guard
            let id = row.withBytes(1, { Record.ID(bytes: $0) }),
            let partition = AreaCode(stored: row.integer(2)),
            let hash = row.withBytes(12, { ChainHash($0) })
        else { throw EventLogError.damaged(offset, "a column has no valid value") }
        place = RecordPlace(
            offset: offset, id: id, partition: row.integer(2), version: row.integer(3))
        self.partition = partition
        subject = row.isNull(5) ? nil : row.withBytes(5) { Incident.ID(bytes: $0) }
        occurredAt = Instant(microsecondsSinceEpoch: row.integer(6))
        recordedAt = Instant(microsecondsSinceEpoch: row.integer(7))
        type = row.text(4)
        actor = row.text(8)
        cause = row.optionalText(9)
        data = row.bytes(10)
        personal = row.isNull(11) ? nil : row.bytes(11)
        self.hash = hash
    }

    /// The record that a line says, or nil if the line is not, to the byte, what is written for one.
    init?(line: [UInt8], _ json: JSON) {
        func value<Value>(_ name: String, _ make: (String) -> Value?) -> Value? {
            json[name]?.stringValue.flatMap(make)
        }
        guard
            let id = value("id", { Record.ID($0) }), let offset = value("sequence", { Offset($0) }),
            let partition = value("partitionkey", { AreaCode($0) }),
            let version = value("partitionversion", { Int64($0) }),
            let occurredAt = value("time", { Instant($0) }),
            let recordedAt = value("recordedtime", { Instant($0) }),
            let type = json["type"]?.stringValue, let actor = json["actor"]?.stringValue,
            let hash = value("recordhash", { ChainHash(hex: $0) }), let data = Self.data(json)
        else { return nil }
        place = RecordPlace(
            offset: offset, id: id, partition: Int64(partition.number), version: version)
        self.partition = partition
        subject = value("subject") { Incident.ID($0.dropFirst("incidents/".count)) }
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.type = type
        self.actor = actor
        cause = json["cause"]?.stringValue
        self.data = data
        personal = value("sealed") { Data(base64Encoded: $0).map { Array($0) } }
        self.hash = hash
        guard bytes == line else { return nil }
    }

    private static func data(_ json: JSON) -> [UInt8]? {
        if let text = json["data_base64"]?.stringValue {
            return Data(base64Encoded: text).map { Array($0) }
        }
        return json["data"]?.encoded()
    }
}

extension ChainHash {
    /// The hash that 64 hex digits spell, or nil if they do not spell one.
    init?(hex text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == 2 * Self.byteCount, digits.count == text.count else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
        guard let hash = bytes.withUnsafeBytes({ ChainHash($0) }) else { return nil }
        self = hash
    }
}
