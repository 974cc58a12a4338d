public import Governance

/// A report that shows what an analysis claims; whoever doubts it can hand it to the engine.
public struct Witness: Hashable, Sendable {
    /// The report.
    public let report: Report
    /// Its words, empty if they do not matter.
    public let text: String
    /// The wall-clock time at which it is routed.
    public let time: LocalTime

    /// What is known beside it: it is the first from its place, and no feed has an item.
    public static let context = RoutingContext(history: .nothing)

    /// Its personal part.
    public var personal: PersonalData? { text.isEmpty ? nil : PersonalData(text: text) }
}

extension RuleSet {
    /// What the rules decide about a witness.
    public func route(_ witness: Witness) -> RoutingDecision {
        route(
            witness.report, personal: witness.personal, at: witness.time, in: Witness.context)
    }
}
