/// The names of the columns of a CSV text.
public struct CSVHeader: Sendable {
    /// The names in order.
    public let names: [String]
    /// Where the header stands.
    public let position: TextPosition
    private let indices: [String: Int]

    /// The header that `record` is; names are taken as they are written.
    ///
    /// - Throws: ``CSVError/Code/duplicateColumn`` if a name stands twice.
    public init(_ record: CSVRecord) throws(CSVError) {
        var indices: [String: Int] = [:]
        for (index, name) in record.enumerated() {
            guard indices.updateValue(index, forKey: name) == nil else {
                throw CSVError(
                    code: .duplicateColumn, message: "Two columns are named '\(name)'.",
                    chineseMessage: "有两列都叫“\(name)”。", position: record.position(of: index))
            }
        }
        self.indices = indices
        names = Array(record)
        position = TextPosition(line: record.line)
    }

    /// The index of the column `name`, or nil if there is none.
    public func optionalIndex(of name: String) -> Int? {
        indices[name]
    }

    /// The index of the column `name`.
    ///
    /// - Throws: ``CSVError/Code/missingColumn``, with the name that may have been meant.
    public func index(of name: String) throws(CSVError) -> Int {
        if let index = indices[name] { return index }
        let suggestion = Suggestion.closest(to: name, among: names)
        let hint = suggestion.map { "; did you mean '\($0)'?" } ?? "."
        let chineseHint = suggestion.map { "，是否应为“\($0)”？" } ?? "。"
        throw CSVError(
            code: .missingColumn, message: "There is no column '\(name)'\(hint)",
            chineseMessage: "没有“\(name)”这一列\(chineseHint)", position: position)
    }

    /// Checks that `record` has a field for each column and no other.
    ///
    /// - Throws: ``CSVError/Code/wrongFieldCount``.
    public func check(_ record: CSVRecord) throws(CSVError) {
        guard record.count != names.count else { return }
        throw CSVError(
            code: .wrongFieldCount,
            message: "The record has \(record.count) fields, the header \(names.count).",
            chineseMessage: "该记录有 \(record.count) 个字段，表头有 \(names.count) 个。",
            position: TextPosition(line: record.line))
    }
}
