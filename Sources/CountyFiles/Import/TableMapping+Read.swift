import Governance
import RulesEngine

extension TableMapping {
    /// The largest mapping file, in bytes.
    public static let maximumFileSize = 256 * 1_024

    /// Reads the mapping file at `path`.
    ///
    /// - Throws: ``TableImportError`` naming everything that is wrong in it.
    public static func load(_ path: String) throws(TableImportError) -> TableMapping {
        let bytes: [UInt8]
        do {
            bytes = try BoundedFile.read(path, upTo: maximumFileSize)
        } catch {
            throw TableImportError(error, file: path)
        }
        return try read(name: path, bytes: bytes)
    }

    /// Reads a mapping file of this name with these bytes.
    ///
    /// - Throws: ``TableImportError`` naming everything that is wrong in it.
    public static func read(
        name: String, bytes: [UInt8],
    ) throws(TableImportError) -> TableMapping {
        let file: SourceFile
        do {
            file = try SourceFile(name: name, utf8: bytes)
        } catch {
            throw TableImportError(error, file: name)
        }
        var reading = Reading(files: [file])
        var mapping: TableMapping?
        do {
            mapping = TableMapping(try YAMLDocument.read(file), &reading)
        } catch {
            reading.add(code: error.code.rawValue, message: error.message, at: error.place)
        }
        guard reading.isClean, let mapping else {
            throw TableImportError(faults: reading.errors(order: [name]).faults)
        }
        return mapping
    }

    private init?(_ root: YAMLNode, _ reading: inout Reading) {
        let fields = reading.fields(root, required: ["columns", "units", "limits"])
        let names = Self.names(fields?["columns"], &reading)
        let unitNames = UnitNames(fields?["units"], &reading)
        let limitWords = LimitWords(fields?["limits"], &reading)
        guard let names, let unitNames, let limitWords else { return nil }
        self.init(names: names, unitNames: unitNames, limitWords: limitWords)
    }

    private static func names(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> [Column: [String]]? {
        let optional = Column.allCases.filter { !needed.contains($0) }.map(\.rawValue)
        let fields = reading.fields(
            node, required: needed.map(\.rawValue), optional: optional)
        guard let fields else { return nil }
        var names: [Column: [String]] = [:]
        for column in Column.allCases {
            guard let node = fields[column.rawValue] else { continue }
            names[column] = reading.texts(reading.filled(node)).map(\.headerKey)
        }
        return names
    }
}

extension UnitNames {
    fileprivate init?(_ node: YAMLNode?, _ reading: inout Reading) {
        let fields = reading.fields(
            node, required: ["separators"],
            optional: ["joins", "joined_starts", "idle", "endings", "spelled_out"])
        guard let fields else { return nil }
        var separators: [Character] = []
        for item in reading.list(reading.filled(fields["separators"])) ?? [] {
            guard case .scalar(let text, _) = item.content, text.count == 1 else {
                reading.addBad(item, "a separator is one character", "分隔符应为一个字符")
                continue
            }
            separators.append(contentsOf: text)
        }
        var spelledOut: [String: [String]] = [:]
        for (key, value) in reading.mapping(fields["spelled_out"]) ?? [] {
            guard let phrase = reading.text(key) else { continue }
            spelledOut[phrase] = reading.texts(reading.filled(value))
        }
        self.init(
            separators: separators, joins: reading.texts(fields["joins"]),
            joinedStarts: reading.texts(fields["joined_starts"]),
            idle: reading.texts(fields["idle"]), endings: reading.texts(fields["endings"]),
            spelledOut: spelledOut)
    }
}

extension LimitWords {
    fileprivate init?(_ node: YAMLNode?, _ reading: inout Reading) {
        let fields = reading.fields(node, required: ["units"], optional: ["idle", "counters"])
        guard let fields else { return nil }
        var units: [UnitWord] = []
        for item in reading.list(reading.filled(fields["units"])) ?? [] {
            let entry = reading.fields(item, required: ["words", "unit"], optional: ["per"])
            let words = reading.texts(reading.filled(entry?["words"]))
            let unit = reading.choice(entry?["unit"], of: WorkingDuration.Unit.self)
            let perUnit = reading.integer(entry?["per"], in: 1...100_000) ?? 1
            guard let unit else { continue }
            units += words.map { UnitWord(word: $0, unit: unit, perUnit: Double(perUnit)) }
        }
        self.init(
            units: units, idle: reading.texts(fields["idle"]),
            counters: reading.texts(fields["counters"]))
    }
}

extension Reading {
    /// The texts of a list; none if it is not there.
    fileprivate mutating func texts(_ node: YAMLNode?) -> [String] {
        var texts: [String] = []
        for item in list(node) ?? [] {
            if let text = text(item) { texts.append(text) }
        }
        return texts
    }
}

extension TableImportError {
    /// A fault with a whole file.
    init(_ failure: BoundedFile.Failure, file: String) {
        var reading = Reading(files: [])
        reading.add(failure, ofFileNamed: file)
        self.init(faults: reading.errors(order: [file]).faults)
    }
}

extension String {
    /// The name of a column as it is compared: without white space, in small letters.
    var headerKey: String { lowercased().filter { !$0.isWhitespace } }
}
