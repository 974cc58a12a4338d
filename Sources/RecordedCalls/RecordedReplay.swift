import DispatchCore
import Governance
import Simulator

/// Recorded calls of another system, replayed through the dispatch core and measured.
public enum RecordedReplay {
    /// Replays the recorded calls of a file.
    ///
    /// - Parameters:
    ///   - input: The path of a CSV file, plain or gzip.
    ///   - mapping: The path of the mapping that says how to read it.
    ///   - columns: Further columns to group calls by.
    ///   - limits: The bounds of the replay.
    /// - Returns: The figures, with the rows that were refused.
    /// - Throws: ``ReplayError`` if the mapping is wrong or the file cannot be read as a whole.
    public static func run(
        input: String, mapping: String, by columns: [String] = [],
        limits: ReplayLimits = .standard,
    ) throws(ReplayError) -> ReplayReport {
        let mapping = try readMapping(mapping)
        let columns = columns.enumerated().filter { !columns[..<$0.offset].contains($0.element) }
            .map(\.element)
        let further = columns.filter { column in
            !mapping.groups.contains { $0.contains(column) }
        }
        let groupings = RecordedFile.Groupings(
            calls: mapping.groups + further.map { [$0] }, runs: columns.map { [$0] })
        let recorded = try RecordedFile.read(input, mapping, groupings: groupings, limits: limits)
        var figures = ReplayFigures(
            plan: mapping.plan, callGroupings: groupings.calls.count,
            runGroupings: groupings.runs.count)
        var replay = Replay(recorded.calls)
        do {
            try replay.run { call in
                figures.add(
                    call, groups: recorded.groups[call.position],
                    runGroups: recorded.runGroups[call.position])
            }
        } catch let failure as ReplayFailure {
            throw ReplayError([
                InputProblem(
                    .refused, in: input, at: nil,
                    "call '\(failure.call)' cannot be replayed: the dispatch core says "
                        + failure.rejection.code)
            ])
        } catch {
            throw ReplayError([InputProblem(error, in: input)])
        }
        return ReplayReport(
            input: input, source: mapping.source, figures: figures,
            callGroupings: groupings.calls.map { $0[0] }, runGroupings: columns,
            limits: recorded.limitsMet, refusedRows: recorded.refusedRows,
            problems: recorded.problems)
    }

    /// The recorded calls of a file, with the name of their source.
    static func calls(
        input: String, mapping: String,
    ) throws(ReplayError) -> (source: LocalizedText, calls: [RecordedCall]) {
        let mapping = try readMapping(mapping)
        let recorded = try RecordedFile.read(
            input, mapping, groupings: RecordedFile.Groupings(calls: [], runs: []),
            limits: .standard)
        return (mapping.source, recorded.calls)
    }

    private static func readMapping(_ path: String) throws(ReplayError) -> CallMapping {
        var bytes: [UInt8] = []
        do {
            try InputFile.read(path) { chunk in
                guard bytes.count <= MappingReader.largestFile else { return }
                bytes += chunk
            }
        } catch {
            throw ReplayError([InputProblem(error, in: path)])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ReplayError([
                InputProblem(.yaml, in: path, at: nil, "the mapping is not UTF-8")
            ])
        }
        return try MappingReader.read(text, file: path)
    }
}
