public import Deliveries
public import EventBus
public import Governance

/// Carries a message out of the house, once, and says how that ended.
public protocol DeliveryCarrier: Sendable {
    /// Tries a delivery about the event of `record`; the incident is as it stands now, and nil
    /// where the event is of none.
    func carry(
        _ delivery: Delivery, about record: Record, of incident: Incident?,
    ) async -> DeliveryOutcome
}
