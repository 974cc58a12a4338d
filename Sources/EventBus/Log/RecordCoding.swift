import Governance
import TextFormats

/// The bytes in which the log keeps events.
enum RecordCoding {
    /// Appends the data of an event.
    static func append(_ kind: Event.Kind, to bytes: inout [UInt8]) {
        var taken: [UInt8] = []
        swap(&bytes, &taken)
        var writer = JSONWriter(appendingTo: taken)
        taken = []
        writer.value(kind)
        bytes = writer.bytes
    }

    /// A personal part before it is sealed.
    static func bytes(of personal: PersonalData) -> [UInt8] {
        bytes(of: personal, capacity: 256)
    }

    /// The document of an incident.
    static func document(of incident: Incident) -> [UInt8] {
        bytes(of: incident, capacity: 2_048)
    }

    /// The event that was written as `data`.
    static func kind(
        type: String, data: [UInt8], at offset: Offset,
    ) throws(EventLogError) -> Event.Kind {
        let json = try parse(data, "data", at: offset)
        do throws(EventDecodingError) {
            return try Event.Kind(type: type, json: json)
        } catch {
            throw .damaged(offset, "its data is no event: \(error)")
        }
    }

    /// The personal part that was written as `bytes`.
    static func personal(
        _ bytes: [UInt8], at offset: Offset,
    ) throws(EventLogError) -> PersonalData {
        let json = try parse(bytes, "personal part", at: offset)
        do throws(FieldFaults) {
            return try PersonalData(json: json)
        } catch {
            throw .damaged(offset, "its personal part is wrong: \(error)")
        }
    }

    private static func bytes(of value: some JSONWritable, capacity: Int) -> [UInt8] {
        var writer = JSONWriter(capacity: capacity)
        writer.value(value)
        return writer.bytes
    }

    private static func parse(
        _ bytes: [UInt8], _ part: String, at offset: Offset,
    ) throws(EventLogError) -> JSON {
        do throws(JSONError) {
            return try JSON.parse(bytes, limits: .file)
        } catch {
            throw .damaged(offset, "its \(part) is no JSON: \(error)")
        }
    }
}
