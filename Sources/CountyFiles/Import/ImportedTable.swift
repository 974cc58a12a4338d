public import Governance

/// A table from elsewhere, read by a mapping: its rules, and what of it was refused.
public struct ImportedTable: Hashable, Sendable {
    /// A row that routes: where it holds, the units handle the matter within the limit.
    public struct Rule: Hashable, Sendable {
        /// The line on which the row begins, from 1.
        public let line: Int
        /// The sub-category: 大类/小类.
        public let category: String
        /// Who handles it.
        public let units: [String]
        /// Who supervises it.
        public let supervisors: [String]
        /// 立案条件: when a case is filed; empty if the table does not say.
        public let opens: String
        /// 结案条件: when it may be closed; empty if the table does not say.
        public let closes: String
        /// 处置时限: nil if it was refused; the rule routes all the same.
        public let limit: Limit?
    }

    /// A time limit that was understood.
    public struct Limit: Hashable, Sendable {
        /// The line on which its row begins, from 1.
        public let line: Int
        /// The text of the cell.
        public let text: String
        /// What it means.
        public let limit: WorkingDuration
    }

    /// A cell that was not understood; nothing is guessed in its place.
    public struct Refusal: Hashable, Sendable {
        /// The line on which its row begins, from 1.
        public let line: Int
        /// The column, by its name in the table's own header.
        public let column: String
        /// The sub-category of the row, as far as it is known.
        public let category: String
        /// The text of the cell.
        public let text: String
        /// Why, for whoever can mend the table or the mapping.
        public let why: String
    }

    /// The rules, in the order of the table.
    public let rules: [Rule]
    /// What was refused, in the order of the table.
    public let refusals: [Refusal]

    /// The limits that were understood, in the order of the table.
    public var limits: [Limit] { rules.compactMap(\.limit) }

    /// All units of each sub-category, both in the order of the table.
    public var roles: [(category: String, units: [String])] {
        var positions: [String: Int] = [:]
        var roles: [(category: String, units: [String])] = []
        for rule in rules {
            let position = positions[rule.category] ?? roles.count
            if position == roles.count {
                positions[rule.category] = position
                roles.append((rule.category, []))
            }
            let known = Set(roles[position].units)
            roles[position].units += rule.units.filter { !known.contains($0) }
        }
        return roles
    }
}
