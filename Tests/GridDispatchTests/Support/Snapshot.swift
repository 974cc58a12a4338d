import Foundation

/// A text that is on record in the folder `Snapshots`.
///
/// With the variable `GRIDDISPATCH_SNAPSHOTS=record` the texts are put on record instead of compared.
struct Snapshot {
    private let path: String
    private static let isRecording =
        ProcessInfo.processInfo.environment["GRIDDISPATCH_SNAPSHOTS"] == "record"

    /// The text with this name.
    static func named(_ name: String) -> Snapshot {
        let file = name.replacing(" ", with: "-") + ".txt"
        return Snapshot(
            path: Program.repository.appending(path: "Tests/GridDispatchTests/Snapshots/\(file)")
                .path)
    }

    /// Whether `text` is the one on record; otherwise both are printed.
    func compare(_ text: String) throws -> Bool {
        if Self.isRecording { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        let recorded = try String(contentsOfFile: path, encoding: .utf8)
        if recorded != text { print("\(path) says:\n\(recorded)\nbut it is:\n\(text)") }
        return recorded == text
    }
}
