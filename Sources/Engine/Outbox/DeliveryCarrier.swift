public import Deliveries
public import EventBus
public import Governance

/// Carries a message out of the house, once, and says how that ended.
public protocol DeliveryCarrier: Sendable {
    /// Tries a delivery.
    ///
    /// - Parameters:
    ///   - delivery: What is to be delivered.
    ///   - record: The record of the event that is told.
    ///   - incident: The incident as it stands now; nil where the event is of none.
    func carry(
        _ delivery: Delivery, about record: Record, of incident: Incident?,
    ) async -> DeliveryOutcome
}
