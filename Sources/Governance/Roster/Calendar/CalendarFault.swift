/// What of an imported calendar is not taken, and where it stands.
public struct CalendarFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// The property, parameter or component that is not taken.
    public let name: String
    /// What is wrong.
    public let message: LocalizedText

    /// What is wrong, and where.
    public var description: String { "line \(line): \(name): \(message.english)" }
}

/// Everything of an imported calendar that is not taken.
public struct CalendarFaults: Error, Hashable, Sendable {
    /// The faults, by line; at most ``maximum``.
    public let faults: [CalendarFault]

    /// How many are told at most.
    public static let maximum = 100
}
