import Governance

/// The deliveries of one channel that are in memory, and how the channel is treated.
struct OutboxLane: Sendable {
    /// Deliveries given up are told at once for severities 1 and 2, the others at most so often.
    static let alertPause = Duration.minutes(10)

    let policy: DeliveryPolicy
    /// Whether the store holds more of the channel.
    var isSpilled = false
    private var isRefilling = false
    /// Whether something was kept in the store while it was being read.
    private var isReadingOvertaken = false
    /// What may be sent, the most severe and then the oldest first.
    private var ready: [Delivery] = []
    /// What may be sent later, the earliest first.
    private var later: [Delivery] = []
    private var sending: [Delivery.ID: Delivery] = [:]
    /// What is held, to take nothing twice.
    private var held: Set<Delivery.ID> = []
    /// When attempts began, as far as the rate asks.
    private var starts: [Instant] = []
    /// Nothing is tried before: a dead channel's next probe, or what the channel asked for.
    private var pausedUntil: Instant?
    /// No delivery's time is up before.
    private var nextExpiry: Instant?
    private var health = ChannelHealth()
    private var alerts = AlertThrottle(pause: Self.alertPause)

    init(_ policy: DeliveryPolicy) {
        self.policy = policy
    }

    var currentHealth: ChannelHealth {
        var health = health
        health.waiting = ready.count + later.count
        health.sending = sending.count
        health.isSpilled = isSpilled
        return health
    }

    private var wantsRefill: Bool {
        isSpilled && !isRefilling && held.count <= policy.window / 2
    }

    private var hasRoom: Bool {
        sending.count < (health.deadSince == nil ? policy.atOnce : 1)
    }

    /// The earliest moment at which another attempt may begin.
    private var nextStart: Instant {
        var moment = pausedUntil ?? Instant(microsecondsSinceEpoch: .min)
        if let rate = policy.rate, starts.count >= rate.count {
            moment = max(moment, starts[starts.count - rate.count] + rate.span)
        }
        return moment
    }

    // MARK: What comes in

    mutating func noteStarts(_ earlier: [Instant]) {
        starts = (earlier + starts).sorted().suffix(policy.rate?.count ?? 0)
    }

    mutating func admit(_ delivery: Delivery) {
        guard !held.contains(delivery.id), !delivery.state.isFinal else { return }
        // Behind what the store holds already, so that nothing is overtaken for ever.
        guard !isSpilled, held.count < policy.window else {
            isSpilled = true
            isReadingOvertaken = isRefilling
            return
        }
        hold(delivery)
    }

    mutating func refill(_ deliveries: [Delivery], isAll: Bool, at now: Instant) {
        isRefilling = false
        if isAll, !isReadingOvertaken { isSpilled = false }
        isReadingOvertaken = false
        for delivery in deliveries where !held.contains(delivery.id) {
            guard held.count < policy.window else {
                isSpilled = true
                return
            }
            guard !delivery.state.isFinal else { continue }
            var delivery = delivery
            if delivery.state == .sending {
                delivery.state = .waiting
                delivery.isInDoubt = true
                delivery.dueAt = min(delivery.dueAt, now)
            }
            hold(delivery)
        }
    }

    private mutating func hold(_ delivery: Delivery) {
        held.insert(delivery.id)
        later.insert(delivery, at: later.position { $0.dueAt <= delivery.dueAt })
        nextExpiry = min(nextExpiry ?? delivery.expiresAt, delivery.expiresAt)
    }

    /// The clock was set back: what waits for a moment waits no longer than it would have.
    mutating func shift(by duration: Duration) {
        for index in later.indices { later[index].dueAt = later[index].dueAt + duration }
        for index in starts.indices { starts[index] = starts[index] + duration }
        pausedUntil = pausedUntil.map { $0 + duration }
        alerts.shift(by: duration)
    }

    // MARK: What is to be done

    mutating func due(at now: Instant, _ channel: Channel.ID) -> [OutboxMachine.Action] {
        let isDue = later.prefix { $0.dueAt <= now }
        for delivery in isDue {
            ready.insert(delivery, at: ready.position { $0.goesBefore(delivery) })
        }
        later.removeFirst(isDue.count)
        var actions = expire(at: now, channel)
        while !ready.isEmpty, hasRoom, nextStart <= now { actions.append(start(at: now)) }
        if let alert = alerts.due(at: now, channel) { actions.append(.alert(alert)) }
        if wantsRefill {
            isRefilling = true
            actions.append(.refill(channel, limit: policy.window))
        }
        return actions
    }

    private mutating func start(at now: Instant) -> OutboxMachine.Action {
        var delivery = ready.removeFirst()
        delivery.state = .sending
        delivery.attempts += 1
        delivery.attemptedAt = now
        sending[delivery.id] = delivery
        if let rate = policy.rate { starts = (starts + [now]).suffix(rate.count) }
        return .send(delivery)
    }

    private mutating func expire(at now: Instant, _ channel: Channel.ID) -> [OutboxMachine.Action] {
        guard let moment = nextExpiry, moment <= now else { return [] }
        let old = (ready + later).filter { $0.expiresAt <= now }
        ready.removeAll { $0.expiresAt <= now }
        later.removeAll { $0.expiresAt <= now }
        nextExpiry = (ready + later).map(\.expiresAt).min()
        return old.flatMap { giveUp($0, $0.note ?? "its time was up before it was sent", at: now) }
    }

    mutating func finished(
        _ id: Delivery.ID, _ outcome: DeliveryOutcome, at now: Instant,
        using generator: inout some RandomNumberGenerator,
    ) -> [OutboxMachine.Action] {
        guard var delivery = sending.removeValue(forKey: id) else { return [] }
        switch outcome {
        case .delivered(let answer):
            health.failures = 0
            health.deadSince = nil
            health.lastSuccess = now
            health.delivered += 1
            pausedUntil = nil
            return [.keep(end(delivery, as: .delivered, answer, at: now))]
        case .obsolete(let reason):
            return [.keep(end(delivery, as: .obsolete, reason, at: now))]
        case .refused(let reason):
            noteFailure(reason, at: now, using: &generator)
            return giveUp(delivery, reason, at: now)
        case .failed(let failure):
            noteFailure(failure.reason, at: now, using: &generator)
            if let wish = failure.retryAfter {
                let end = now + min(wish, policy.lifetime)
                pausedUntil = max(pausedUntil ?? end, end)
            }
            delivery.isInDoubt = delivery.isInDoubt || failure.isInDoubt
            guard delivery.attempts < policy.attempts else {
                return giveUp(delivery, failure.reason, at: now)
            }
            delivery.state = .waiting
            delivery.note = failure.reason
            let pause = policy.pause(afterFailures: delivery.attempts, using: &generator)
            delivery.dueAt = now + pause
            held.remove(delivery.id)
            hold(delivery)
            return [.keep(delivery)]
        }
    }

    private mutating func noteFailure(
        _ reason: String, at now: Instant, using generator: inout some RandomNumberGenerator,
    ) {
        health.failures += 1
        health.failedAttempts += 1
        health.lastFailure = reason
        guard health.failures >= policy.failuresUntilDead else { return }
        if health.deadSince == nil { health.deadSince = now }
        let beyond = health.failures - policy.failuresUntilDead + 1
        let probe = now + policy.pause(afterFailures: beyond, using: &generator)
        pausedUntil = max(pausedUntil ?? probe, probe)
    }

    private mutating func giveUp(
        _ delivery: Delivery, _ reason: String, at now: Instant,
    ) -> [OutboxMachine.Action] {
        health.givenUp += 1
        let ended = end(delivery, as: .givenUp, reason, at: now)
        // That nobody could be told of this is not told again, or it would never end.
        guard delivery.topic != .undelivered else { return [.keep(ended)] }
        guard let alert = alerts.note(ended, at: now) else { return [.keep(ended)] }
        return [.keep(ended), .alert(alert)]
    }

    private mutating func end(
        _ delivery: Delivery, as state: Delivery.State, _ note: String, at now: Instant,
    ) -> Delivery {
        var delivery = delivery
        delivery.state = state
        delivery.finishedAt = now
        delivery.note = note
        held.remove(delivery.id)
        return delivery
    }
}

extension Delivery {
    /// Whether this one is sent first when both may be.
    fileprivate func goesBefore(_ other: Delivery) -> Bool {
        (rank, offset, id) <= (other.rank, other.offset, other.id)
    }
}

extension [Delivery] {
    /// The position behind all elements that come first; the array is in that order.
    fileprivate func position(behind comesFirst: (Delivery) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if comesFirst(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
