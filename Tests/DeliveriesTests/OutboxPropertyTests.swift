import Deliveries
import Governance
import GridTesting
import Testing

/// Whatever channels answer, and whenever: each delivery comes to one end, and never goes on.
struct OutboxPropertyTests {
    /// A store and channels that answer by chance, around a machine.
    private struct World {
        static let policies: [Channel.ID: DeliveryPolicy] = [
            .group: DeliveryPolicy(
                attempts: 4, lifetime: .hours(1), atOnce: 2,
                rate: DeliveryPolicy.Rate(5, in: .seconds(60)), window: 8, failuresUntilDead: 3),
            .mail: DeliveryPolicy(attempts: 4, lifetime: .hours(1), atOnce: 3, window: 6),
        ]

        var machine = OutboxMachine(Self.policies)
        var store: [Delivery.ID: Delivery] = [:]
        var sending: [Delivery] = []
        var now = SmallCounty.morning
        var chance: SeededGenerator
        /// Each attempt, per channel.
        var trace: [Channel.ID: [String]] = [:]
        var broken: String?

        init(seed: UInt64) {
            chance = SeededGenerator(seed: seed)
        }

        mutating func add(_ delivery: Delivery) {
            store[delivery.id] = delivery
            machine.admit(delivery)
        }

        mutating func work() {
            while true {
                let actions = machine.due(at: now)
                guard !actions.isEmpty else { return }
                for action in actions { perform(action) }
            }
        }

        mutating func perform(_ action: OutboxMachine.Action) {
            switch action {
            case .keep(let delivery): keep(delivery)
            case .send(let delivery):
                keep(delivery)
                sending.append(delivery)
                trace[delivery.channel, default: []].append("\(now) \(delivery.id)")
                let limit = Self.policies[delivery.channel]?.atOnce ?? 0
                if sending.count(where: { $0.channel == delivery.channel }) > limit {
                    broken = "too many at once"
                }
            case .alert: break
            case .refill(let channel, let limit):
                let open = store.values.filter { $0.channel == channel && !$0.state.isFinal }
                    .sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }
                machine.refill(channel, with: Array(open.prefix(limit)), limit: limit, at: now)
            }
        }

        mutating func keep(_ delivery: Delivery) {
            if store[delivery.id]?.state.isFinal == true { broken = "\(delivery.id) goes on" }
            if delivery.attempts > 4 { broken = "\(delivery.id) is tried too often" }
            store[delivery.id] = delivery
        }

        mutating func finishOne(_ outcome: DeliveryOutcome, at index: Int) {
            let delivery = sending.remove(at: index)
            for action in machine.finished(delivery, outcome, at: now, using: &chance) {
                perform(action)
            }
        }
    }

    @Test(arguments: SeededGenerator.seeds(40))
    func `every delivery comes to one end, within attempts, places and rate`(seed: UInt64) {
        var world = World(seed: seed)
        var people = SeededGenerator(seed: ~seed)
        for number in 1...60 {
            world.add(
                .example(
                    number, over: people.happens(0.5) ? .group : .mail,
                    rank: Int.random(in: 1...5, using: &people)))
            run(&world, &people, steps: Int.random(in: 0...4, using: &people))
        }
        for _ in 1...400 { run(&world, &people, steps: 3) }
        #expect(world.broken == nil, "seed \(seed)")
        #expect(world.store.values.filter { !$0.state.isFinal } == [], "seed \(seed)")
        let starts = (world.trace[.group] ?? []).compactMap { Instant($0.split(separator: " ")[0]) }
        for (first, sixth) in zip(starts, starts.dropFirst(5)) {
            #expect(sixth - first >= .seconds(60), "seed \(seed)")
        }
    }

    /// Lets time pass and attempts end.
    private func run(
        _ world: inout World, _ people: inout SeededGenerator, steps: Int,
    ) {
        for _ in 0..<steps {
            world.now = world.now + .seconds(Int.random(in: 0...40, using: &people))
            world.work()
            guard !world.sending.isEmpty else { continue }
            let index = Int.random(in: world.sending.indices, using: &people)
            world.finishOne(Self.outcome(&people), at: index)
        }
    }

    private static func outcome(_ people: inout SeededGenerator) -> DeliveryOutcome {
        switch Int.random(in: 0..<10, using: &people) {
        case 0..<4: .delivered("200")
        case 4: .refused("status 400")
        case 5: .obsolete("answered")
        case 6: .failed(.init("status 429", retryAfter: .seconds(30)))
        default: .failed(.init("no answer", isInDoubt: people.happens(0.5)))
        }
    }

    @Test(arguments: SeededGenerator.seeds(20))
    func `a dead channel changes nothing for another`(seed: UInt64) {
        var traces: [[String]] = []
        for hasDeadChannel in [false, true] {
            var world = World(seed: seed)
            var times = SeededGenerator(seed: ~seed)
            for number in 1...40 {
                world.add(.example(number, over: .mail))
                if hasDeadChannel { world.add(.example(100 + number, over: .group)) }
                world.now = world.now + .seconds(Int.random(in: 0...20, using: &times))
                world.work()
                while let index = world.sending.firstIndex(where: { $0.channel == .mail }) {
                    world.finishOne(.delivered("250"), at: index)
                }
                while let index = world.sending.firstIndex(where: { $0.channel == .group }) {
                    world.finishOne(.failed(.init("refused")), at: index)
                }
            }
            traces.append(world.trace[.mail] ?? [])
        }
        #expect(traces[0] == traces[1], "seed \(seed)")
        #expect(traces[0].count == 40)
    }
}
