import Governance
import TextFormats

/// Rows of CSV with a header, in UTF-8.
enum CSVRecords {
    /// The rows of `text`; the separator is the one that the first line uses most.
    static func read(_ text: [UInt8], time: FeedTime, limits: FeedLimits) -> ParsedFeed {
        var feed = ParsedFeed()
        let start = separatorLine(of: text)
        let dialect = start?.dialect ?? Self.dialect(of: text)
        var parser = CSVParser(dialect: dialect)
        var columns: CSVColumns?
        do {
            let take: (CSVRecord) throws -> Void = { row in
                guard let known = columns else {
                    columns = CSVColumns(try CSVHeader(row), time)
                    return
                }
                // A blank line is one empty field; spreadsheets leave rows of nothing at the end.
                guard row.contains(where: { !$0.isEmpty }) else { return }
                guard feed.records.count < limits.records else {
                    throw Refusal.tooManyRecords(limits.records)
                }
                feed.append(Self.record(row, known))
            }
            try parser.parse(
                start.map { Array(text.dropFirst($0.length)) } ?? text, emit: take)
            try parser.finish(emit: take)
        } catch let error as CSVError {
            feed = ParsedFeed()
            feed.refusals.append(
                Refusal(
                    .malformed, name: "document", place: "\(error.position)",
                    LocalizedText(
                        chinese: "\(error.position)：\(error.chineseMessage)",
                        english: "\(error.position): \(error.message)")))
        } catch {
            feed = ParsedFeed()
            feed.refusals.append((error as? Refusal) ?? .tooManyRecords(limits.records))
        }
        return feed
    }

    private static func record(
        _ row: CSVRecord, _ columns: CSVColumns,
    ) -> Result<FeedRecord, Refusal> {
        let place = "line \(row.line)"
        do throws(CSVError) {
            try columns.header.check(row)
        } catch {
            return .failure(
                Refusal(
                    .recordMalformed, name: row.first.flatMap { $0.isEmpty ? nil : $0 },
                    place: place,
                    LocalizedText(chinese: error.chineseMessage, english: error.message)))
        }
        let content = JSON.object(columns.object(of: row))
        return .success(
            FeedRecord(
                content: content, standard: columns.standard(of: row), place: place))
    }

    /// The line `sep=;` with which Excel tells itself the separator.
    private static func separatorLine(
        of text: [UInt8],
    ) -> (dialect: CSVDialect, length: Int)? {
        guard text.starts(with: "sep=".utf8), text.count > 5,
            let dialect = dialects.first(where: { $0.separator == text[4] })
        else { return nil }
        let end = text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count - 1
        return (dialect, end + 1)
    }

    private static let dialects = [CSVDialect.commas, .semicolons, .tabs]

    private static func dialect(of text: [UInt8]) -> CSVDialect {
        let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        return dialects.max {
            counts[$0.separator, default: 0] < counts[$1.separator, default: 0]
        } ?? .commas
    }
}

extension Refusal {
    /// The refusal of a document that has more records than the limit.
    static func tooManyRecords(_ limit: Int) -> Refusal {
        Refusal(
            .tooMany, name: "document", place: "/",
            LocalizedText(
                chinese: "记录超过 \(limit) 条", english: "there are more than \(limit) records"))
    }
}
