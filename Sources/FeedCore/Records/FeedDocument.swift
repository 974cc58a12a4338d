import Governance
import TextFormats

/// Reads the records of documents that were decoded to JSON, text or XML before.
public struct FeedDocument: Sendable {
    /// How the source writes.
    public let format: FeedFormat
    /// Where the list of records is, for formats that do not prescribe it; names separated by `/`.
    public let recordPath: String?
    /// How the source writes moments.
    public let time: FeedTime
    /// What bounds a document.
    public let limits: FeedLimits

    /// Describes the documents of a source.
    public init(
        format: FeedFormat, recordPath: String? = nil, time: FeedTime = FeedTime(),
        limits: FeedLimits = FeedLimits(),
    ) {
        self.format = format
        self.recordPath = recordPath
        self.time = time
        self.limits = limits
    }

    /// The records of a document of XML, whose bytes are `source`.
    public func records(_ root: XMLElement, source: [UInt8]) -> ParsedFeed {
        switch format {
        case .cap: bounded(CAPRecords.read(root, source: source, time: time))
        case .atom, .rss, .georss: bounded(SyndicationRecords.read(root, time: time))
        case .open311: bounded(Open311Records.read(root, time: time))
        case .xml, .json, .ndjson, .geojson, .csv, .cloudevents:
            bounded(XMLRecords.read(root, path: recordPath))
        }
    }

    /// The records of a document that is not XML, in UTF-8 without a byte order mark.
    public func records(_ text: [UInt8]) -> ParsedFeed {
        guard text.count <= limits.bytes else { return refused(.tooLarge(limits.bytes)) }
        switch format {
        case .csv: return CSVRecords.read(text, time: time, limits: limits)
        case .ndjson: return lines(text)
        case .cloudevents where isLines(text): return lines(text)
        default: break
        }
        do throws(JSONError) {
            return records(try JSON.parse(text, limits: limits.json))
        } catch {
            return refused(.malformed(error))
        }
    }

    private func records(_ document: JSON) -> ParsedFeed {
        switch format {
        case .geojson: bounded(GeoJSONRecords.read(document, time: time))
        case .open311: bounded(Open311Records.read(document, time: time))
        case .cloudevents: bounded(CloudEventRecords.read(document, time: time))
        default: bounded(JSONRecords.read(document, path: recordPath, time: time))
        }
    }

    /// Several JSON values, one a line; a bad line is refused and the others are kept.
    private func lines(_ text: [UInt8]) -> ParsedFeed {
        var feed = ParsedFeed()
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            // RFC 7464 starts each value with a record separator.
            let value = line.drop { $0 == 0x1E }
            guard value.contains(where: { !" \t\r".utf8.contains($0) }) else { continue }
            let place = "line \(index + 1)"
            do throws(JSONError) {
                let json = try JSON.parse(Array(value), limits: limits.json)
                feed.append(
                    format == .cloudevents
                        ? CloudEventRecords.record(json, place: place, time: time)
                        : JSONRecords.record(json, place: place, time: time))
            } catch {
                let fault = Refusal.malformed(error).message
                feed.refusals.append(Refusal(.recordMalformed, place: place, fault))
            }
        }
        return bounded(feed)
    }

    /// Whether there are several values, each on a line of its own.
    private func isLines(_ text: [UInt8]) -> Bool {
        let lines = text.split(separator: UInt8(ascii: "\n"))
            .filter { line in line.contains { !" \t\r".utf8.contains($0) } }
        return lines.count > 1
            && lines.allSatisfy { $0.first { !" \t".utf8.contains($0) } == UInt8(ascii: "{") }
    }

    private func bounded(_ feed: ParsedFeed) -> ParsedFeed {
        feed.records.count <= limits.records
            ? feed : refused(.tooManyRecords(limits.records))
    }

    private func refused(_ refusal: Refusal) -> ParsedFeed {
        var feed = ParsedFeed()
        feed.refusals = [refusal]
        return feed
    }
}

extension Refusal {
    /// The refusal of a document that is longer than the limit.
    public static func tooLarge(_ limit: Int) -> Refusal {
        Refusal(
            .tooLarge, name: "document", place: "/",
            LocalizedText(
                chinese: "文档超过 \(limit) 字节", english: "the document is longer than \(limit) bytes"))
    }

    /// The refusal of a document that is not JSON.
    static func malformed(_ error: JSONError) -> Refusal {
        let code: Code =
            switch error.code {
            case .tooDeep: .tooDeep
            case .tooManyValues, .stringTooLong, .documentTooLarge: .tooLarge
            default: .malformed
            }
        return Refusal(
            code, name: "document", place: "\(error.position)",
            LocalizedText(
                chinese: "\(error.position)：\(error.chineseMessage)",
                english: "\(error.position): \(error.message)"))
    }
}
