import FeedCore
import Governance
import RulesEngine

extension RoutingTestsPart {
    /// What feeds said when a case's report was filed, by the name of the fact.
    ///
    /// Whether a value is stale is not stated but follows from its age and its data item's promise.
    func feeds(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> [String: RoutingContext.FeedReading] {
        var readings: [String: RoutingContext.FeedReading] = [:]
        for (key, said) in reading.mapping(node) ?? [] {
            let id: DataItem.ID? = reading.reference(key, .dataItem)
            let fields = reading.fields(said, required: ["value"], optional: ["age"])
            let age = reading.duration(fields?["age"]) ?? .zero
            guard let id, let item = items.first(where: { $0.id == id }),
                let value = value(fields?["value"], of: item, &reading)
            else { continue }
            readings[FeedFact.name(ofItem: id.name)] = RoutingContext.FeedReading(
                value, ageMinutes: Int(age / .seconds(60)), isStale: age > item.freshness)
        }
        return readings
    }

    private func value(
        _ node: YAMLNode?, of item: DataItem, _ reading: inout Reading,
    ) -> FeedFact.Value? {
        switch item.factKind {
        case .flag: reading.boolean(node).map { .flag($0) }
        case .integer:
            reading.integer(node, in: Int(Int32.min)...Int(Int32.max)).map { .integer(Int64($0)) }
        case .number: reading.number(node, in: -1e12...1e12).map { .number($0) }
        case .text: reading.text(node).map { .text($0) }
        }
    }
}
