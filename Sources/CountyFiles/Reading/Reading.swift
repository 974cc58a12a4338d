import Governance
import RulesEngine

/// What reading a county's files has found so far: faults, names and where they are used.
struct Reading {
    /// How many faults are kept before the shown ones are chosen by position.
    private static let maximumKept = 2_000

    /// The names that the files define and use.
    var names = NameIndex()
    private var files: [String: SourceFile]
    private var faults: [CountyFileFault] = []
    private var dropped = 0

    init(files: [SourceFile]) {
        self.files = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The file of this name, as text.
    func file(_ name: String) -> SourceFile? { files[name] }

    /// Takes another file, whose lines can be shown from now on.
    mutating func addFile(_ file: SourceFile) {
        files[file.name] = file
    }

    /// Whether no fault was found.
    var isClean: Bool { faults.isEmpty }

    /// Adds a fault of the folder.
    mutating func add(_ code: FaultCode, at place: Place, _ english: String, _ chinese: String) {
        add(
            code: code.rawValue, message: LocalizedText(chinese: chinese, english: english),
            at: place)
    }

    /// Adds a fault with any stable code.
    mutating func add(code: String, message: LocalizedText, at place: Place) {
        guard faults.count < Self.maximumKept else {
            dropped += 1
            return
        }
        let excerpt = files[place.position.file]?.line(place.position.line)
        let fault = CountyFileFault(
            code: code, message: message, position: place.position, width: place.width,
            excerpt: excerpt)
        // A cell may be read more than once in the condition that is made of it.
        if fault != faults.last { faults.append(fault) }
    }

    /// All faults, sorted and capped; files come in the order of `order`.
    func errors(order: [String]) -> CountyFileErrors {
        let ranks = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
        let sorted = faults.enumerated().sorted { left, right in
            let (first, second) = (left.element.position, right.element.position)
            return (ranks[first.file] ?? .max, first.line, first.column, left.offset)
                < (ranks[second.file] ?? .max, second.line, second.column, right.offset)
        }.map(\.element)
        let limit = CountyFileErrors.maximumFaults
        guard sorted.count > limit else { return CountyFileErrors(faults: sorted) }
        let left = sorted.count - limit + dropped
        let notice = CountyFileFault(
            code: FaultCode.moreFaults.rawValue,
            message: LocalizedText(
                chinese: "还有 \(left) 处错误未列出", english: "\(left) more faults are not shown"),
            position: sorted[limit].position, excerpt: nil)
        return CountyFileErrors(faults: sorted.prefix(limit) + [notice])
    }
}
