import Deliveries
import Governance
import GridTesting
import Testing

/// Given deliveries and a policy, when time passes and attempts end, then this is to be done.
struct OutboxMachineTests {
    private let failure = DeliveryOutcome.failed(.init("status 503"))

    @Test func `a delivery is kept as being sent, sent, and kept as delivered`() {
        var machine = OutboxMachine.example()
        let delivery = Delivery.example(1)
        machine.admit(delivery)
        #expect(machine.due() == [.send(delivery.sent())])
        #expect(machine.due(.seconds(1)) == [])
        #expect(
            machine.finished(delivery.sent(), .delivered("200"), at: .seconds(2)) == [
                .keep(delivery.sent().ended(.delivered, "200", at: .seconds(2)))
            ])
        #expect(machine.due(.hours(1)) == [])
        #expect(machine.health[.group]?.delivered == 1)
    }

    @Test func `what fails is tried again after pauses that double`() {
        var machine = OutboxMachine.example(
            DeliveryPolicy(longestPause: .seconds(15), failuresUntilDead: 99))
        let delivery = Delivery.example(1)
        machine.admit(delivery)
        var moments: [Duration] = []
        var now = Duration.zero
        for attempt in 1...4 {
            while machine.sent(now) != [1] { now += .seconds(1) }
            moments.append(now)
            _ = machine.finished(delivery.sent(attempt, at: now), failure, at: now)
        }
        #expect(moments == [.zero, .seconds(5), .seconds(15), .seconds(30)])
    }

    @Test func `after the last attempt it is given up and the operators are told`() {
        var machine = OutboxMachine.example(DeliveryPolicy(attempts: 2))
        let delivery = Delivery.example(1)
        machine.admit(delivery)
        _ = machine.due()
        _ = machine.finished(delivery.sent(), failure)
        #expect(machine.sent(.seconds(5)) == [1])
        let actions = machine.finished(
            delivery.sent(2, at: .seconds(5)), failure, at: .seconds(6))
        guard case .keep(let kept)? = actions.first else { return #expect(Bool(false)) }
        #expect(kept.state == .givenUp)
        #expect(
            actions.last
                == .alert(
                    FailedDelivery(
                        channel: "group", incident: SmallCounty.incident(1), reason: "status 503",
                        attempts: 2)))
    }

    @Test func `what is refused is not tried again`() {
        var machine = OutboxMachine.example()
        let delivery = Delivery.example(1)
        machine.admit(delivery)
        _ = machine.due()
        let actions = machine.finished(delivery.sent(), .refused("status 410"))
        #expect(actions.first == .keep(delivery.sent().ended(.givenUp, "status 410")))
        #expect(machine.sent(.hours(1)) == [])
    }

    @Test func `an unknown fate is remembered until the end`() {
        var machine = OutboxMachine.example()
        let delivery = Delivery.example(1)
        machine.admit(delivery)
        _ = machine.due()
        let doubt = DeliveryOutcome.failed(.init("no answer", isInDoubt: true))
        guard case .keep(let kept)? = machine.finished(delivery.sent(), doubt).first else {
            return #expect(Bool(false))
        }
        #expect(kept.isInDoubt)
        guard case .send(let again)? = machine.due(.seconds(5)).first else {
            return #expect(Bool(false))
        }
        #expect(again.isInDoubt)
    }

    @Test func `the most severe goes first, and then the oldest`() {
        var machine = OutboxMachine.example(DeliveryPolicy(atOnce: 5))
        for (number, rank) in [(3, 3), (1, 3), (4, 1), (2, 5), (5, 1)] {
            machine.admit(.example(number, rank: rank))
        }
        #expect(machine.sent() == [4, 5, 1, 3, 2])
    }

    @Test func `what waits for a later moment is not sent before it`() {
        var machine = OutboxMachine.example()
        machine.admit(.example(1, from: .hours(8)))
        #expect(machine.sent(.hours(7)) == [])
        #expect(machine.sent(.hours(8)) == [1])
    }

    @Test func `what has become old is given up without being sent`() {
        var machine = OutboxMachine.example()
        machine.admit(.example(1, lifetime: .minutes(1)))
        let actions = machine.due(.minutes(2))
        #expect(
            actions.first
                == .keep(
                    Delivery.example(1, lifetime: .minutes(1)).ended(
                        .givenUp, "its time was up before it was sent", at: .minutes(2))))
        #expect(actions.count == 2)
    }

    @Test func `a channel's rate holds, also for attempts before a restart`() {
        var machine = OutboxMachine.example(
            DeliveryPolicy(atOnce: 9, rate: DeliveryPolicy.Rate(3, in: .seconds(60))))
        machine.noteStarts([.at(.seconds(-30))], over: .group)
        for number in 1...5 { machine.admit(.example(number)) }
        #expect(machine.sent() == [1, 2])
        #expect(machine.sent(.seconds(29)) == [])
        #expect(machine.sent(.seconds(30)) == [3])
        #expect(machine.sent(.seconds(60)) == [4, 5])
    }

    @Test func `a channel that asks for a pause gets it, for all of its deliveries`() {
        var machine = OutboxMachine.example(DeliveryPolicy(atOnce: 1))
        machine.admit(.example(1))
        machine.admit(.example(2))
        _ = machine.due()
        let wish = DeliveryOutcome.failed(.init("status 429", retryAfter: .seconds(90)))
        _ = machine.finished(Delivery.example(1).sent(), wish)
        #expect(machine.sent(.seconds(89)) == [])
        #expect(machine.sent(.seconds(90)) == [1])
    }

    @Test func `a dead channel is tried with one message at a time until one arrives`() {
        var machine = OutboxMachine.example(DeliveryPolicy(atOnce: 2, failuresUntilDead: 2))
        for number in 1...6 { machine.admit(.example(number)) }
        #expect(machine.sent() == [1, 2])
        _ = machine.finished(Delivery.example(1).sent(), failure)
        #expect(machine.sent() == [3])
        _ = machine.finished(Delivery.example(2).sent(), failure)
        #expect(machine.health[.group]?.deadSince == SmallCounty.morning)
        _ = machine.finished(Delivery.example(3).sent(), failure)
        #expect(machine.sent(.seconds(9)) == [])
        #expect(machine.sent(.seconds(10)) == [1])
        let probe = Delivery.example(1).sent(2, at: .seconds(10))
        _ = machine.finished(probe, .delivered("200"), at: .seconds(11))
        #expect(machine.health[.group]?.deadSince == nil)
        #expect(machine.sent(.seconds(11)) == [2, 3])
    }

    @Test func `what has no room waits in the store and is read again`() {
        var machine = OutboxMachine.example(DeliveryPolicy(atOnce: 1, window: 4))
        let all = (1...6).map { Delivery.example($0) }
        for delivery in all { machine.admit(delivery) }
        #expect(machine.health[.group]?.isSpilled == true)
        for number in 1...2 {
            #expect(machine.sent() == [Int64(number)])
            _ = machine.finished(all[number - 1].sent(), .delivered("200"))
        }
        let actions = machine.due()
        #expect(actions.contains(.refill(.group, limit: 4)))
        #expect(actions.contains(.send(all[2].sent())))
        machine.refill(
            .group, with: [all[2].sent(), all[3], all[4], all[5]], limit: 4, at: .at(.zero))
        var sent: [Int64] = []
        for number in 3...6 {
            _ = machine.finished(all[number - 1].sent(), .delivered("200"))
            sent += machine.sent()
        }
        #expect(sent == [4, 5, 6])
    }

    @Test func `what is kept while the store is being read is not lost`() {
        var machine = OutboxMachine.example()
        machine.markSpilled(.group)
        #expect(machine.due() == [.refill(.group, limit: 512)])
        machine.admit(.example(1))
        machine.refill(.group, with: [], limit: 512, at: .at(.zero))
        #expect(machine.due() == [.refill(.group, limit: 512)])
    }

    @Test func `what a restart cut off is in doubt and is sent again`() {
        var machine = OutboxMachine.example()
        machine.markSpilled(.group)
        _ = machine.due()
        machine.refill(.group, with: [Delivery.example(1).sent()], limit: 512, at: .at(.seconds(3)))
        guard case .send(let again)? = machine.due(.seconds(3)).first else {
            return #expect(Bool(false))
        }
        #expect(again.isInDoubt)
        #expect(again.attempts == 2)
    }

    @Test func `of many that are given up, the severe ones are told each, the others together`() {
        var machine = OutboxMachine.example(DeliveryPolicy(atOnce: 9, failuresUntilDead: 99))
        let all = [3, 3, 3, 1].enumerated().map { Delivery.example($0 + 1, rank: $1) }
        for delivery in all { machine.admit(delivery) }
        _ = machine.due()
        var alerts: [FailedDelivery] = []
        for delivery in all.prefix(3) {
            alerts += machine.finished(delivery.sent(), .refused("no")).alerts
        }
        #expect(alerts.map(\.others) == [0])
        #expect(machine.finished(all[3].sent(), .refused("no")).alerts.map(\.others) == [2])
        #expect(machine.due(.minutes(10)).alerts == [])
    }

    @Test func `what nobody could be told of a failure is not told in turn`() {
        var machine = OutboxMachine.example()
        let delivery = Delivery.example(1, rank: 1, topic: .undelivered)
        machine.admit(delivery)
        _ = machine.due()
        #expect(machine.finished(delivery.sent(), .refused("no")).alerts == [])
    }

    @Test func `a clock that is set back delays nothing`() {
        var machine = OutboxMachine.example()
        machine.admit(.example(1))
        #expect(machine.sent(.hours(2)) == [1])
        _ = machine.finished(Delivery.example(1).sent(at: .hours(2)), failure, at: .hours(2))
        _ = machine.due(.hours(2))
        #expect(machine.sent(.zero) == [])
        #expect(machine.sent(.seconds(5)) == [1])
    }
}

extension [OutboxMachine.Action] {
    /// What the operators are told.
    var alerts: [FailedDelivery] {
        compactMap { action in
            guard case .alert(let failed) = action else { return nil }
            return failed
        }
    }
}
