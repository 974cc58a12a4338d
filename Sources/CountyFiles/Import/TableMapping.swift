public import Governance
import RulesEngine

/// What the columns and the words of a table from elsewhere mean, as a mapping file states it.
///
/// The table itself is never edited. Whatever may differ between two cities' tables is in the
/// mapping: names of columns, what separates units, words of time, words that say nothing.
public struct TableMapping: Hashable, Sendable {
    /// What a column may hold; the raw value is its key in the mapping.
    enum Column: String, CaseIterable {
        case majorCode = "major_code"
        case major
        case minorCode = "minor_code"
        case minor
        case units
        case supervisors
        case opens
        case closes
        case limit
    }

    /// The columns without which a table says nothing.
    static let needed: [Column] = [.major, .minor, .units, .limit]

    /// The names under which a column may stand, the first one first.
    let names: [Column: [String]]
    let unitNames: UnitNames
    let limitWords: LimitWords
}

/// Why a mapping or a table could not be read at all.
public struct TableImportError: Error, Hashable, Sendable {
    /// The faults, in the order of the file.
    public let faults: [CountyFileFault]

    /// All faults as text for a terminal, with the file's lines and carets.
    public func rendered(in language: Language = .english) -> String {
        faults.map { $0.rendered(in: language) }.joined(separator: "\n")
    }
}
