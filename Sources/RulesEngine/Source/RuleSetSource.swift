public import Governance

/// A county's decision tables as its files state them, before their conditions are compiled.
///
/// Whoever makes one has checked that every question but numbers is answered by exactly one table and that the
/// outcomes name roles and standards that the county has.
public struct RuleSetSource: Hashable, Sendable {
    /// The tables, in the order of the file.
    public let tables: [DecisionTableSource]

    /// Tables as they were read.
    public init(tables: [DecisionTableSource]) {
        self.tables = tables
    }

    /// The table that answers `question`, the first of them for numbers.
    public func table(answering question: RoutingQuestion) -> DecisionTableSource? {
        tables.first { $0.question == question }
    }

    /// The tables of numbers.
    public var numberTables: [DecisionTableSource] { tables.filter { $0.question == .number } }
}

/// One decision table as a file states it.
public struct DecisionTableSource: Hashable, Sendable {
    /// The table's name.
    public let id: String
    /// What the table decides.
    public let question: RoutingQuestion
    /// Which of the rules that hold count.
    public let hitPolicy: HitPolicy
    /// The rules, in the order of the file.
    public let rules: [RuleSource]
    /// What holds where no rule does, or where one failed.
    public let fallback: FallbackSource
    /// Where the table begins.
    public let position: SourcePosition

    /// A table as it was read.
    public init(
        id: String, question: RoutingQuestion, hitPolicy: HitPolicy, rules: [RuleSource],
        fallback: FallbackSource, position: SourcePosition,
    ) {
        self.id = id
        self.question = question
        self.hitPolicy = hitPolicy
        self.rules = rules
        self.fallback = fallback
        self.position = position
    }
}

/// One rule as a file states it.
public struct RuleSource: Hashable, Sendable {
    /// The rule's name, unique within its table.
    public let id: String
    /// The condition, in the Common Expression Language.
    public let condition: SourceText
    /// What follows where the condition holds.
    public let outcome: RoutingOutcome
    /// Why, for those who are called and for those who ask years later.
    public let because: LocalizedText
    /// Where the rule begins.
    public let position: SourcePosition

    /// A rule as it was read.
    public init(
        id: String, condition: SourceText, outcome: RoutingOutcome, because: LocalizedText,
        position: SourcePosition,
    ) {
        self.id = id
        self.condition = condition
        self.outcome = outcome
        self.because = because
        self.position = position
    }
}

/// What a table decides where none of its rules holds, or where one failed.
public struct FallbackSource: Hashable, Sendable {
    /// What follows.
    public let outcome: RoutingOutcome
    /// Why.
    public let because: LocalizedText
    /// Where it stands.
    public let position: SourcePosition

    /// A fallback as it was read.
    public init(outcome: RoutingOutcome, because: LocalizedText, position: SourcePosition) {
        self.outcome = outcome
        self.because = because
        self.position = position
    }
}
