import FeedCore
import Governance
import RulesEngine

extension FeedsPart {
    /// What rules may read of the data items: how many current items each has, and how old that is.
    var facts: [FeedFact] {
        items.compactMap { FeedFact(FeedFact.name(ofItem: $0.id.name), .integer) }
    }
}
