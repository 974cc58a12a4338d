import Gzip
public import TextFormats

/// Something that is wrong in a file, for the person who can put it right.
public struct InputProblem: Error, Hashable, Sendable {
    /// What is wrong, for programs; codes are never renamed.
    public enum Code: String, CaseIterable, Sendable {
        /// The file cannot be opened or read.
        case unreadable = "input.unreadable"
        /// The compressed file is damaged or cut short.
        case damaged = "input.damaged"
        /// The file is larger than the bound.
        case tooLarge = "input.too_large"
        /// The file is not CSV.
        case csv = "input.csv"
        /// The file has no line with the names of columns.
        case headerMissing = "input.header_missing"
        /// The file lacks a column.
        case columnMissing = "input.column_missing"
        /// Two columns have the same name.
        case columnTwice = "input.column_twice"
        /// The row does not have as many fields as the header.
        case rowWidth = "input.row_width"
        /// The row does not say which call it belongs to.
        case callMissing = "input.call_missing"
        /// The field is not a date of one of the mapping's forms.
        case date = "input.date"
        /// The field is not a number of the kind that the column holds.
        case number = "input.number"
        /// The call has more rows than the bound.
        case tooManyRuns = "input.too_many_runs"
        /// The column makes more groups than the bound.
        case tooManyGroups = "input.too_many_groups"
        /// The mapping is not YAML.
        case yaml = "mapping.yaml"
        /// The mapping has a key that means nothing.
        case unknownKey = "mapping.unknown_key"
        /// The mapping lacks a key.
        case missingKey = "mapping.missing_key"
        /// The mapping has a value of another kind here.
        case wrongKind = "mapping.wrong_kind"
        /// The mapping names something that there is not.
        case unknownName = "mapping.unknown_name"
        /// The mapping states something twice.
        case twice = "mapping.twice"
        /// The mapping has more of something than the bound.
        case tooMany = "mapping.too_many"
        /// The form of dates cannot be understood.
        case datePattern = "mapping.date_pattern"
        /// The dispatch core refused a recorded step.
        case refused = "replay.refused"
    }

    /// What is wrong, for programs.
    public let code: Code
    /// The name of the file, as it was given.
    public let file: String
    /// The place in the file, where there is one.
    public let position: TextPosition?
    /// What is wrong and what to do, for people.
    public let message: String

    /// A problem.
    public init(_ code: Code, in file: String, at position: TextPosition?, _ message: String) {
        self.code = code
        self.file = file
        self.position = position
        self.message = message
    }
}

extension InputProblem {
    /// The problem that reading `file` ended with.
    init(_ error: any Error, in file: String) {
        switch error {
        case let error as CSVError:
            self.init(.csv, in: file, at: error.position, error.message)
        case InputFile.Fault.unreadable(let reason):
            self.init(.unreadable, in: file, at: nil, "cannot be read: \(reason)")
        case InputFile.Fault.inflation(.cutShort):
            self.init(
                .damaged, in: file, at: nil, "the gzip data ends too early; fetch the file again")
        case InputFile.Fault.inflation(.outOfMemory):
            self.init(.unreadable, in: file, at: nil, "there is no memory left to inflate it")
        case InputFile.Fault.inflation(.damaged):
            self.init(.damaged, in: file, at: nil, "the gzip data is damaged; fetch the file again")
        default: self.init(.unreadable, in: file, at: nil, "cannot be read: \(error)")
        }
    }
}

extension InputProblem: CustomStringConvertible {
    /// `file:line:column: message [code]`, or without a place `file: message [code]`.
    public var description: String {
        let place = position.map { "\(file):\($0)" } ?? file
        return "\(place): \(message) [\(code.rawValue)]"
    }
}

/// Everything that keeps a replay from beginning or going on.
public struct ReplayError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in the order of the file; at least one.
    public let problems: [InputProblem]

    init(_ problems: [InputProblem]) {
        self.problems = problems
    }

    /// One problem per line.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
