import Governance
import RulesEngine
import Simulator
import TextFormats

/// The files that a scenario reads: recorded reports and travel times.
extension ScenarioReader {
    /// Reports of a CSV file with the columns `after_s`, `category`, `area`, and optionally
    /// `source`, `answers` (the names of what was answered yes, separated by spaces), `latitude` and
    /// `longitude` (WGS-84).
    mutating func recorded(_ node: YAMLNode, _ county: County) -> [ListedReport] {
        var reports: [ListedReport] = []
        read(node, columns: ["after_s", "category", "area"]) { row in
            guard let seconds = Double(row["after_s"]), seconds >= 0, seconds < 1e8 else {
                return "'\(row["after_s"])' is not a number of seconds"
            }
            guard let category = ReportCategory.ID(row["category"]), county[category] != nil
            else { return "there is no category '\(row["category"])'" }
            guard let area = AreaCode(row["area"]), area.level >= .community,
                county.grids[area] != nil
            else { return "there is no community or grid '\(row["area"])'" }
            let sourceText = row["source"]
            guard let source = sourceText.isEmpty ? .worker : Report.Source(rawValue: sourceText)
            else { return "there is no source '\(sourceText)'" }
            let yes = Set(row["answers"].split(separator: " ").map(String.init))
            let questions = county[category]?.questions.map(\.name) ?? []
            if let unknown = yes.subtracting(questions).min() {
                return "the category asks no question '\(unknown)'"
            }
            let place = (row["latitude"], row["longitude"])
            let isPlaced = !place.0.isEmpty || !place.1.isEmpty
            let coordinate = Coordinate(
                latitude: Double(place.0) ?? .nan, longitude: Double(place.1) ?? .nan)
            if isPlaced, coordinate == nil { return "'\(place.0), \(place.1)' is no place" }
            reports.append(
                ListedReport(
                    after: .microseconds(Int64(seconds * 1_000_000)), category: category,
                    area: area, coordinate: coordinate, source: source,
                    answers: Dictionary(
                        uniqueKeysWithValues: questions.map { ($0, yes.contains($0)) })))
            return nil
        }
        return reports
    }

    /// Travel times of a CSV file with the columns `from`, `to` and `seconds`.
    mutating func matrix(_ node: YAMLNode, _ county: County) -> TravelMatrix {
        var times: [TravelMatrix.Way: Duration] = [:]
        read(node, columns: ["from", "to", "seconds"]) { row in
            for name in ["from", "to"] where AreaCode(row[name]).map({ county.grids[$0] }) == nil {
                return "there is no area '\(row[name])'"
            }
            guard let start = AreaCode(row["from"]), let end = AreaCode(row["to"]) else {
                return "there is no such area"
            }
            guard let seconds = Double(row["seconds"]), seconds >= 0, seconds < 1e7 else {
                return "'\(row["seconds"])' is not a number of seconds"
            }
            times[TravelMatrix.Way(from: start, to: end)] =
                .microseconds(Int64(seconds * 1_000_000))
            return nil
        }
        return TravelMatrix(times)
    }

    /// One row of a file, by the names of its columns; a column that is not there is empty.
    private struct Row {
        let header: CSVHeader
        let record: CSVRecord

        subscript(name: String) -> String {
            header.optionalIndex(of: name).map { record[$0] } ?? ""
        }
    }

    /// Reads a CSV file row by row; `take` says what is wrong with a row, if anything is.
    private mutating func read(
        _ node: YAMLNode, columns: [String], _ take: (Row) -> String?,
    ) {
        guard let path = reading.text(node).map(path) else { return }
        let bytes: [UInt8]
        do {
            bytes = try BoundedFile.read(path, upTo: ScenarioFolder.maximumFileSize)
        } catch {
            reading.add(error, at: node.place)
            return
        }
        if let source = SourceFile(name: path, bytes: bytes) { reading.addFile(source) }
        do throws(CSVError) {
            let records = try CSVParser.records(in: bytes)
            guard let first = records.first else {
                reading.addBad(node, "the file '\(path)' is empty", "文件“\(path)”是空的")
                return
            }
            let header = try CSVHeader(first)
            for name in columns { _ = try header.index(of: name) }
            for record in records.dropFirst() {
                try header.check(record)
                guard let fault = take(Row(header: header, record: record)) else { continue }
                let place = Place(SourcePosition(file: path, line: record.line, column: 1))
                reading.add(.badValue, at: place, fault, "此行有误：\(fault)")
            }
        } catch {
            reading.add(
                code: error.code.rawValue,
                message: LocalizedText(chinese: error.chineseMessage, english: error.message),
                at: Place(
                    SourcePosition(
                        file: path, line: error.position.line, column: error.position.column)))
        }
    }
}
