/// What the rules decided about one report, with all that explains it.
///
/// It never changes, and is a class only so that events and incidents can share it.
public final class RoutingDecision: Sendable, Codable {
    /// What one decision table contributed.
    public struct TableOutcome: Hashable, Sendable, Codable {
        /// The table's name.
        public let table: String
        /// The rules that fired and were used, in table order.
        public let fired: [String]
        /// Whether the declared default was used because no rule fired or because of a fault.
        public let usedDefault: Bool
        /// Faults of rules at run time, as messages for an operator.
        public let faults: [String]

        /// One table's part in a decision.
        public init(table: String, fired: [String], usedDefault: Bool, faults: [String] = []) {
            self.table = table
            self.fired = fired
            self.usedDefault = usedDefault
            self.faults = faults
        }
    }

    /// A fact that a rule read; personal facts are named, but their value is not kept.
    public struct FactRead: Hashable, Sendable, Codable {
        /// The dotted name, for example `report.category`.
        public let name: String
        /// The value as CEL writes it, or nil for a personal fact.
        public let value: String?

        /// One fact that was read.
        public init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    /// The number that a table of numbers gives.
    public struct NumberOutcome: Hashable, Sendable, Codable {
        /// The table's name.
        public let name: String
        /// The number.
        public let value: Int

        /// A number of a table.
        public init(name: String, value: Int) {
            self.name = name
            self.value = value
        }
    }

    /// The version of the county's rules that decided.
    public let version: CountyVersion
    /// The roles that must come, in the county's order of roles.
    public let roles: [Role.ID]
    /// How urgent it is.
    public let severity: Severity
    /// The limits that apply.
    public let standard: ResponseStandard.ID
    /// What each table contributed.
    public let tables: [TableOutcome]
    /// The facts that the rules read, by name.
    public let facts: [FactRead]

    /// What the parts of conditions that read the report's words came to, in the order of the rules;
    /// nil for one that failed.
    ///
    /// The words are sealed and may be forgotten. This tells what the rules made of them and no more,
    /// so that the decision can be explained for ever.
    public let wordTests: [Bool?]

    /// What the tables of numbers give, in their order; told to people, and nothing is done by it.
    public let numbers: [NumberOutcome]

    /// A decision with its explanation.
    public init(
        version: CountyVersion, roles: [Role.ID], severity: Severity,
        standard: ResponseStandard.ID, tables: [TableOutcome], facts: [FactRead],
        wordTests: [Bool?] = [], numbers: [NumberOutcome] = [],
    ) {
        self.wordTests = wordTests
        self.numbers = numbers
        self.version = version
        self.roles = roles
        self.severity = severity
        self.standard = standard
        self.tables = tables
        self.facts = facts
    }

    /// Whether a rule failed at run time, so that a default decided in its place.
    public var isDegraded: Bool {
        tables.contains { !$0.faults.isEmpty }
    }
}

extension RoutingDecision: Hashable {
    /// Whether two decisions are the same and explained alike.
    public static func == (left: RoutingDecision, right: RoutingDecision) -> Bool {
        left === right
            || left.version == right.version && left.roles == right.roles
                && left.severity == right.severity && left.standard == right.standard
                && left.tables == right.tables && left.facts == right.facts
    }

    /// Hashes what was decided.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(roles)
        hasher.combine(severity)
        hasher.combine(standard)
    }
}

/// The version of a county's folder: the SHA-256 of its files, as 64 lower-case hex digits.
public struct CountyVersion: Hashable, Sendable, LosslessStringConvertible, Codable {
    /// The digits.
    public let description: String

    /// The version with these digits, or nil if they are not 64 lower-case hex digits.
    public init?(_ text: String) {
        let isDigest = text.utf8.allSatisfy {
            (48...57).contains($0) || (97...102).contains($0)
        }
        guard text.utf8.count == 64, isDigest else { return nil }
        description = text
    }

    /// The first twelve digits, enough for people.
    public var short: String { String(description.prefix(12)) }
}
