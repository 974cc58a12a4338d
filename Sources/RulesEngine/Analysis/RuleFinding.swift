public import Governance

/// Something that an analysis of a county's rules has found.
public struct RuleFinding: Hashable, Sendable {
    /// What was found; the raw value is the stable code.
    public enum Kind: String, CaseIterable, Sendable {
        /// No report makes the rule hold.
        case neverFires = "rules.never_fires"
        /// Wherever the rule holds, an earlier one of its table decides.
        case shadowed = "rules.shadowed"
        /// Two rules of a table that allows one hold at once.
        case overlap = "rules.overlap"
        /// A rule cannot be evaluated for some report, so that the default decides.
        case breaks = "rules.breaks"
        /// No rule of a table holds for some report, so that the default decides.
        case gap = "rules.gap"
        /// A role is called where nobody can come as it or as its substitute.
        case roleUncovered = "rules.role_uncovered"
        /// A role is called where nobody has it; substitutes stand in.
        case roleSubstituted = "rules.role_substituted"
        /// A role is called at an hour at which nobody who could come is on duty.
        case roleOffDuty = "rules.role_off_duty"
        /// A limit that even the nearest responder cannot keep.
        case limitTooShort = "rules.limit_too_short"
        /// A question that is beyond the analysis.
        case notDecided = "rules.not_decided"
    }

    /// How much a finding matters.
    public enum Weight: String, Sendable {
        /// The rules do not do what they say.
        case error
        /// The county should know and may accept it.
        case warning
        /// Said for completeness.
        case note
    }

    /// What was found.
    public let kind: Kind
    /// The table that it is about.
    public let table: String
    /// The rules that it is about, in the order of the table.
    public let rules: [String]
    /// The sentence for the person who wrote the rules.
    public let message: LocalizedText
    /// Where in the county's files it is.
    public let position: SourcePosition
    /// A report that shows it, confirmed by the engine; nil where nothing is claimed.
    public let witness: Witness?
    /// How many findings of the kind it stands for: 1, or those of a table that are not listed.
    public let count: Int

    /// How much it matters.
    public var weight: Weight {
        switch kind {
        case .neverFires, .shadowed, .overlap, .breaks, .roleUncovered: .error
        case .roleSubstituted, .roleOffDuty, .limitTooShort: .warning
        case .gap, .notDecided: .note
        }
    }
}
