import Governance

/// Which deliveries that were given up the operators are told of, so that a channel that refuses
/// everything does not fill the log: the severe ones each, the others together.
struct AlertThrottle: Sendable {
    let pause: Duration
    private var lastTold: Instant?
    private var untold = 0

    init(pause: Duration) {
        self.pause = pause
    }

    /// When those that were not told yet are due.
    var nextTelling: Instant? { untold > 0 ? lastTold.map { $0 + pause } : nil }

    mutating func shift(by duration: Duration) {
        lastTold = lastTold.map { $0 + duration }
    }

    /// Takes a delivery that was given up; what is to be told of it now.
    mutating func note(_ delivery: Delivery, at now: Instant) -> FailedDelivery? {
        let isSevere = delivery.rank <= Severity.urgent.rawValue
        guard isSevere || lastTold.map({ now - $0 >= pause }) ?? true else {
            untold += 1
            return nil
        }
        defer { untold = 0 }
        lastTold = now
        return FailedDelivery(
            channel: delivery.channel.name, incident: delivery.incident,
            reason: delivery.note ?? "", attempts: delivery.attempts, others: untold)
    }

    /// Those that were not told yet, together, when their time has come.
    mutating func due(at now: Instant, _ channel: Channel.ID) -> FailedDelivery? {
        guard let moment = nextTelling, moment <= now else { return nil }
        defer { untold = 0 }
        lastTold = now
        return FailedDelivery(
            channel: channel.name, incident: nil, reason: "see the list of deliveries",
            attempts: 0, others: untold)
    }
}
