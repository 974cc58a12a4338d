public import Governance

/// Everything that is wrong in a county's folder; nothing of the folder may be used then.
public struct CountyFileErrors: Error, Hashable, Sendable {
    /// How many faults are listed at most; a last one then says how many were left off.
    public static let maximumFaults = 50

    /// The faults, by file in the order in which the files are read, then by position.
    public let faults: [CountyFileFault]

    /// All faults as text for a terminal, with the files' lines and carets.
    public func rendered(in language: Language = .english) -> String {
        faults.map { $0.rendered(in: language) }.joined(separator: "\n")
    }
}

extension CountyFileErrors: CustomStringConvertible {
    /// The faults in English, as ``rendered(in:)`` gives them.
    public var description: String { rendered() }
}
