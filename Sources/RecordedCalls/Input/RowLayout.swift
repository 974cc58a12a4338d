import DispatchCore
import Simulator
import TextFormats

/// Where in a row the mapping's columns stand.
struct RowLayout {
    /// The number of columns.
    let width: Int
    /// The columns that say which row it is.
    let call: Int
    let unit: Int?
    let row: Int?
    /// The stamps' columns.
    let stamps: [(milestone: Milestone, column: Int)]
    /// The column of each row's limit, and that of the source's own flag.
    let due: Int?
    let flag: Int?
    /// The columns by which calls are grouped.
    let callGroups: [Int]
    /// The columns by which runs are grouped.
    let runGroups: [Int]

    /// The layout of a file with this header.
    ///
    /// - Throws: ``ReplayError`` naming every column that is missing or stands twice.
    init(
        _ header: CSVRecord, _ mapping: CallMapping, groupings: RecordedFile.Groupings,
        file: String,
    ) throws(ReplayError) {
        var search = Search(names: Array(header), header: header, file: file)
        let call = search.find(mapping.columns.call)
        unit = mapping.columns.unit.flatMap { search.find($0) }
        row = mapping.columns.row.flatMap { search.find($0) }
        stamps = mapping.stamps.compactMap { stamp in
            search.find(stamp.column).map { (stamp.stamp.milestone, $0) }
        }
        due = mapping.due.flatMap { search.find($0.column) }
        flag = mapping.due?.flag.flatMap { search.find($0.column) }
        callGroups = groupings.calls.compactMap { search.find($0) }
        runGroups = groupings.runs.compactMap { search.find($0) }
        width = header.count
        guard let call, search.problems.isEmpty else { throw ReplayError(search.problems) }
        self.call = call
    }

    /// Looks for columns; a name that stands twice is wrong only if it is asked for.
    private struct Search {
        let names: [String]
        let header: CSVRecord
        let file: String
        var problems: [InputProblem] = []

        mutating func find(_ wanted: CallMapping.ColumnNames) -> Int? {
            for name in wanted {
                guard let first = names.firstIndex(of: name) else { continue }
                if let second = names[(first + 1)...].firstIndex(of: name) {
                    report(
                        .columnTwice, header.position(of: second),
                        "there are two columns '\(name)'; rename or remove one")
                }
                return first
            }
            let name = wanted.first ?? ""
            let others = wanted.dropFirst().map { ", '\($0)'" }.joined()
            let near = Suggestion.closest(to: name, among: names).map { "; is it '\($0)'?" } ?? ""
            report(
                .columnMissing, TextPosition(line: header.line),
                "there is no column '\(name)'\(others)\(near)")
            return nil
        }

        /// Reports a problem once, however often the column is asked for.
        private mutating func report(
            _ code: InputProblem.Code, _ position: TextPosition, _ message: String,
        ) {
            let problem = InputProblem(code, in: file, at: position, message)
            if !problems.contains(problem) { problems.append(problem) }
        }
    }
}
