import Deliveries
import EventBus
import Governance
import TextFormats

extension NotificationDesk {
    /// What was told outside about an incident, as entries of its timeline, the oldest first.
    func timeline(
        of incident: Incident.ID, in county: County,
    ) async throws(EventLogError) -> [JSON] {
        let deliveries = try await store.deliveries(DeliveryQuery(incident: incident, limit: 200))
        return deliveries.map { item($0, in: county) }
            .sorted { $0["recordedAt"]?.stringValue ?? "" < $1["recordedAt"]?.stringValue ?? "" }
    }

    private func item(_ delivery: Delivery, in county: County) -> JSON {
        let moment = delivery.finishedAt ?? delivery.attemptedAt ?? delivery.createdAt
        let words = DeliveryWords.sentence(
            for: delivery, over: plan.channels[delivery.channel], in: county)
        return .object([
            "offset": .integer(delivery.offset), "type": "griddispatch.delivery",
            "occurredAt": .string(moment.description), "recordedAt": .string(moment.description),
            "actor": "system",
            "text": ["zh": .string(words.chinese), "en": .string(words.english)],
        ])
    }
}

extension [JSON] {
    /// These entries of a timeline and others, each behind what was recorded before it.
    func merged(with others: [JSON]) -> [JSON] {
        var merged: [JSON] = []
        var rest = others[...]
        for item in self {
            while let other = rest.first, other.recordedAt < item.recordedAt {
                merged.append(rest.removeFirst())
            }
            merged.append(item)
        }
        return merged + rest
    }
}

extension JSON {
    fileprivate var recordedAt: Instant {
        self["recordedAt"]?.stringValue.flatMap { Instant($0) } ?? Instant(secondsSinceEpoch: 0)
    }
}
