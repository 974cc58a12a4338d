import Governance
import Simulator
import TextFormats

/// The calls of a file, gathered row by row; what the replay does not need is not kept.
struct RecordedFile {
    /// The calls, in the order of their first rows.
    private(set) var calls: [RecordedCall] = []
    /// For each call, the groups that its first row puts it in.
    private(set) var groups: [[String]] = []
    /// For each call and each of its runs, the groups that the run's row puts the run in.
    private(set) var runGroups: [[[String]]] = []
    /// How the limits that the rows state were met; nil where the mapping names none.
    private(set) var limitsMet: RecordedLimits?
    /// How many rows were refused.
    private(set) var refusedRows = 0
    /// Why the first of them were refused.
    private(set) var problems: [InputProblem] = []

    private let file: String
    private let mapping: CallMapping
    private let groupings: Groupings
    private let limits: ReplayLimits
    private var layout: RowLayout?
    private var positions: [String: Int] = [:]
    private var knownGroups: [Int: Set<String>] = [:]
    private var rows = 0

    /// The columns by which calls and runs are grouped.
    struct Groupings {
        let calls: [CallMapping.ColumnNames]
        let runs: [CallMapping.ColumnNames]
    }

    /// Reads the recorded calls of the file at `path`.
    ///
    /// - Throws: ``ReplayError`` if the file cannot be read as a whole; a row that alone is wrong is
    ///   refused and counted.
    static func read(
        _ path: String, _ mapping: CallMapping, groupings: Groupings, limits: ReplayLimits,
    ) throws(ReplayError) -> RecordedFile {
        var file = RecordedFile(
            file: path, mapping: mapping, groupings: groupings, limits: limits)
        var parser = CSVParser()
        do {
            try InputFile.read(path) { bytes in
                try parser.parse(bytes) { try file.take($0) }
            }
            try parser.finish { try file.take($0) }
        } catch let error as ReplayError {
            throw error
        } catch {
            throw ReplayError([InputProblem(error, in: path)])
        }
        guard file.layout != nil else {
            throw ReplayError([
                InputProblem(
                    .headerMissing, in: path, at: TextPosition(),
                    "the file is empty; its first line must name the columns")
            ])
        }
        return file
    }

    private init(
        file: String, mapping: CallMapping, groupings: Groupings, limits: ReplayLimits,
    ) {
        self.file = file
        self.mapping = mapping
        self.groupings = groupings
        self.limits = limits
        limitsMet = mapping.due == nil ? nil : RecordedLimits()
    }

    private mutating func take(_ record: CSVRecord) throws(ReplayError) {
        guard let layout else {
            layout = try RowLayout(record, mapping, groupings: groupings, file: file)
            return
        }
        rows += 1
        guard rows <= limits.rows else {
            throw ReplayError([
                InputProblem(
                    .tooLarge, in: file, at: TextPosition(line: record.line),
                    "a file may have \(limits.rows) rows; split it")
            ])
        }
        do {
            try add(record, layout)
        } catch {
            guard error.code != .tooManyGroups else { throw ReplayError([error]) }
            refusedRows += 1
            if problems.count < limits.problems { problems.append(error) }
        }
    }

    private mutating func add(
        _ record: CSVRecord, _ layout: RowLayout,
    ) throws(InputProblem) {
        guard record.count == layout.width else {
            throw problem(
                .rowWidth, record, nil,
                "the row has \(record.count) fields, the header has \(layout.width)")
        }
        let name = record[layout.call]
        guard !name.isEmpty else {
            throw problem(.callMissing, record, layout.call, "the row does not name its call")
        }
        let run = RecordedRun(
            name: layout.row.map { record[$0] } ?? "", unit: layout.unit.map { record[$0] } ?? "",
            stamps: try stamps(record, layout))
        let due = try layout.due.map { column throws(InputProblem) in
            try stamp(record, column)
        }
        guard let position = positions[name] else {
            let own = try groups(layout.callGroups, record)
            runGroups.append([try groups(layout.runGroups, record)])
            groups.append(own)
            positions[name] = calls.count
            calls.append(RecordedCall(name: name, runs: [run]))
            judge(record, layout, run, due: due ?? nil)
            return
        }
        // A row that is sent again changes nothing, as any repeated write.
        guard !calls[position].runs.contains(run) else { return }
        guard calls[position].runs.count < limits.runsPerCall else {
            throw problem(
                .tooManyRuns, record, layout.call,
                "call '\(name)' has more than \(limits.runsPerCall) rows")
        }
        runGroups[position].append(try groups(layout.runGroups, record))
        calls[position].runs.append(run)
        judge(record, layout, run, due: due ?? nil)
    }

    /// Looks whether the row's limit was met.
    private mutating func judge(
        _ record: CSVRecord, _ layout: RowLayout, _ run: RecordedRun, due: Instant?,
    ) {
        guard let rule = mapping.due else { return }
        var flag = layout.flag.map { record[$0] }
        if flag.map({ $0.isEmpty || limitsMet?.isFull(for: $0) ?? true }) ?? false { flag = nil }
        limitsMet?.add(
            end: run.stamps[rule.stamp], due: due, flag: flag,
            saysInTime: flag.map { $0 == rule.flag?.inTime })
    }

    private func stamps(
        _ record: CSVRecord, _ layout: RowLayout,
    ) throws(InputProblem) -> RecordedStamps {
        var stamps = RecordedStamps()
        for (milestone, column) in layout.stamps {
            stamps[milestone] = try stamp(record, column)
        }
        return stamps
    }

    /// The date in a field, or nil if it stands for none.
    private func stamp(
        _ record: CSVRecord, _ column: Int,
    ) throws(InputProblem) -> Instant? {
        try record.withBytes(of: column) { bytes throws(InputProblem) in
            let text = bytes.trimmed
            if text.isEmpty { return nil }
            for pattern in mapping.dates {
                if let instant = pattern.parse(text) { return instant }
            }
            if mapping.empty.contains(String(decoding: text, as: UTF8.self)) { return nil }
            throw unreadableDate(text, record, column)
        }
    }

    /// The groups that these columns name; each name is kept only once for all rows.
    private mutating func groups(
        _ columns: [Int], _ record: CSVRecord,
    ) throws(InputProblem) -> [String] {
        var names: [String] = []
        for column in columns {
            let (_, name) = knownGroups[column, default: []].insert(record[column])
            guard knownGroups[column, default: []].count <= limits.groups else {
                throw problem(
                    .tooManyGroups, record, column,
                    "this column makes more than \(limits.groups) groups; group by another")
            }
            names.append(name)
        }
        return names
    }

    private func unreadableDate(
        _ text: Slice<UnsafeBufferPointer<UInt8>>, _ record: CSVRecord, _ column: Int,
    ) -> InputProblem {
        let shown = String(decoding: text.prefix(40), as: UTF8.self)
        let forms = mapping.dates.map { "'\($0.text)'" }.joined(separator: ", ")
        return problem(.date, record, column, "'\(shown)' is not a date of the forms \(forms)")
    }

    private func problem(
        _ code: InputProblem.Code, _ record: CSVRecord, _ column: Int?, _ message: String,
    ) -> InputProblem {
        let position = column.map(record.position(of:)) ?? TextPosition(line: record.line)
        return InputProblem(code, in: file, at: position, message)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes without the spaces around them.
    fileprivate var trimmed: Slice<Self> {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let start = firstIndex { !isSpace($0) } ?? endIndex
        let end = lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
        return self[start..<end]
    }
}
