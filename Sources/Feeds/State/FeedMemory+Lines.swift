import FeedCore
import Governance
import TextFormats

/// Why a feed's file cannot be read.
struct MemoryFault: Error, Hashable {
    let line: Int
    let message: String
}

/// A feed's memory as text: a line about the feed, then a line for each item, by key.
extension FeedMemory {
    private static let version: Int64 = 1
    private static let limits = JSONLimits(
        bytes: 16 << 20, depth: 100, values: 200_000, stringBytes: 16 << 20)

    /// The text.
    var lines: [UInt8] {
        var header = JSONObject()
        header["version"] = .integer(Self.version)
        header["items"] = .integer(Int64(items.count))
        header["lastTaken"] = lastTaken.map { .string("\($0)") }
        header["shape"] = shape?.json
        var text = JSON.object(header).encoded()
        text.append(UInt8(ascii: "\n"))
        for (_, known) in items.sorted(by: { $0.key < $1.key }) {
            text += known.json.encoded()
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    /// The memory that the text holds.
    init(lines text: [UInt8]) throws(MemoryFault) {
        let lines = text.split(separator: UInt8(ascii: "\n"))
        var header: JSON = .null
        var items: [String: KnownItem] = [:]
        items.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            let json: JSON
            do throws(JSONError) {
                json = try JSON.parse(Array(line), limits: Self.limits)
            } catch {
                throw MemoryFault(line: index + 1, message: error.message)
            }
            guard index > 0 else {
                header = json
                continue
            }
            guard let known = KnownItem(json: json) else {
                throw MemoryFault(line: index + 1, message: "this is not an item")
            }
            items[known.item.key] = known
        }
        guard header["version"]?.integerValue == Self.version else {
            throw MemoryFault(line: 1, message: "this is not the state of a feed of this version")
        }
        guard header["items"]?.integerValue == Int64(items.count) else {
            throw MemoryFault(line: 1, message: "items are missing")
        }
        self.init(
            items: items, shape: header["shape"].flatMap { RecordShape(json: $0) },
            lastTaken: header["lastTaken"]?.stringValue.flatMap { Instant($0) })
    }
}

extension KnownItem {
    fileprivate var json: JSON {
        var object = item.json
        object["digest"] = .string(digest)
        object["firstSeen"] = .string("\(firstSeen)")
        object["changed"] = .string("\(changed)")
        if isWithdrawn { object["withdrawn"] = true }
        object["refused"] = refusedAs.map { .string($0.rawValue) }
        object["incident"] = incident.map { .string("\($0)") }
        return .object(object)
    }

    fileprivate init?(json: JSON) {
        guard let item = FeedItem(json: json), let digest = json["digest"]?.stringValue,
            let firstSeen = json["firstSeen"]?.stringValue.flatMap({ Instant($0) }),
            let changed = json["changed"]?.stringValue.flatMap({ Instant($0) })
        else { return nil }
        self.init(
            item: item, digest: digest, firstSeen: firstSeen, changed: changed,
            isWithdrawn: json["withdrawn"]?.boolValue ?? false,
            refusedAs: json["refused"]?.stringValue.flatMap(Refusal.Code.init),
            incident: json["incident"]?.stringValue.flatMap { Incident.ID($0) })
    }
}
