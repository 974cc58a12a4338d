import CEL
import FeedCore
import Governance
import RulesEngine

extension FeedsPart {
    /// What rules may read of the data items, each as old as it is.
    var facts: [FeedFact] {
        items.compactMap { FeedFact(FeedFact.name(ofItem: $0.id.name), $0.factKind) }
    }

    /// Finds fault with readers that do not read, and with those that are not listed.
    func checkReaders(in tables: [DecisionTableSource], _ reading: inout Reading) {
        var readers: [String: Set<String>] = [:]
        for table in tables {
            for rule in table.rules {
                let name = RuleName.qualified(rule.id, in: table.id)
                for fact in FeedFact.names(in: rule.condition) {
                    readers[fact, default: []].insert(name)
                    check(name, reads: fact, at: rule.position, &reading)
                }
            }
        }
        for listing in listings {
            guard let item = items.first(where: { $0.id == listing.item }),
                !item.mapping.opensReports
            else { continue }
            let fact = FeedFact.name(ofItem: item.id.name)
            guard readers[fact]?.contains(listing.rule) != true else { continue }
            reading.add(
                .badValue, at: listing.place,
                "the rule '\(listing.rule)' does not read feeds.\(fact), and the item opens no "
                    + "reports that it could be asked about",
                "规则“\(listing.rule)”并不读取 feeds.\(fact)，该数据项也不产生上报")
        }
    }

    private func check(
        _ rule: String, reads fact: String, at position: SourcePosition, _ reading: inout Reading,
    ) {
        guard let item = items.first(where: { FeedFact.name(ofItem: $0.id.name) == fact }),
            !item.readers.rules.contains(rule)
        else { return }
        reading.add(
            .missingKey, at: Place(position),
            "the rule '\(rule)' reads the data item '\(item.id)', whose 'readBy' does not list it",
            "规则“\(rule)”读取数据项“\(item.id)”，但其“readBy”没有列出")
    }
}

extension DataItem {
    /// The kind of the one value that rules read: how many items there are where it has no facts.
    var factKind: FeedFact.Kind {
        guard combination != .count, let type = mapping.factType else { return .integer }
        return switch type {
        case .bool: .flag
        case .double: .number
        case .string: .text
        default: .integer
        }
    }
}
