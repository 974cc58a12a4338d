public import Deliveries
public import Governance
import Synchronization

/// Deliveries kept in memory, for tests and trials: the same contract, but nothing outlives it.
public final class MemoryDeliveryStore: DeliveryStore {
    private struct State {
        var position: Offset?
        var deliveries: [Delivery.ID: Delivery] = [:]
    }

    private let state = Mutex(State())

    /// An empty store.
    public init() {}

    /// Up to which record deliveries have been made.
    public func outboxPosition() async throws(EventLogError) -> Offset? {
        state.withLock { $0.position }
    }

    /// Keeps new deliveries and the position that their events bring the outbox to.
    public func keep(
        new deliveries: [Delivery], through position: Offset,
    ) async throws(EventLogError) {
        state.withLock { state in
            for delivery in deliveries where state.deliveries[delivery.id] == nil {
                state.deliveries[delivery.id] = delivery
            }
            state.position = position
        }
    }

    /// Keeps deliveries as they are now.
    public func keep(_ deliveries: [Delivery]) async throws(EventLogError) {
        state.withLock { state in
            for delivery in deliveries { state.deliveries[delivery.id] = delivery }
        }
    }

    /// Deliveries over a channel that have not come to an end, the earliest due first.
    public func openDeliveries(
        over channel: Channel.ID, limit: Int,
    ) async throws(EventLogError) -> [Delivery] {
        let open = all { $0.channel == channel && !$0.state.isFinal }
        return Array(open.sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }.prefix(limit))
    }

    /// When deliveries over a channel were last tried since a moment, the earliest first.
    public func attempts(
        over channel: Channel.ID, since moment: Instant,
    ) async throws(EventLogError) -> [Instant] {
        all { $0.channel == channel }.compactMap(\.attemptedAt).filter { $0 > moment }.sorted()
    }

    /// Deliveries, the newest first.
    public func deliveries(_ query: DeliveryQuery) async throws(EventLogError) -> [Delivery] {
        Array(all { query.wants($0) }.sorted { $0.id > $1.id }.prefix(query.limit))
    }

    /// How many deliveries of each channel are in each state.
    public func deliveryCounts() async throws(EventLogError)
        -> [Channel.ID: [Delivery.State: Int]]
    {
        all { _ in true }.reduce(into: [:]) {
            $0[$1.channel, default: [:]][$1.state, default: 0] += 1
        }
    }

    /// Drops deliveries that had come to their end before a moment.
    public func dropDeliveries(endedBefore moment: Instant) async throws(EventLogError) {
        state.withLock { state in
            state.deliveries = state.deliveries.filter {
                $0.value.finishedAt.map { $0 >= moment } ?? true
            }
        }
    }

    private func all(_ isWanted: (Delivery) -> Bool) -> [Delivery] {
        state.withLock { $0.deliveries.values.filter(isWanted) }
    }
}
