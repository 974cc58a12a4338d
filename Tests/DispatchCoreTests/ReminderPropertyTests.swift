import DispatchCore
import Governance
import GridTesting
import Testing

/// Reminders before a limit and supervision after it: once each, whatever the clock does.
struct ReminderPropertyTests {
    private static let dispatcher: Dispatcher = {
        let standards = SmallCounty.standards.map {
            ResponseStandard(
                id: $0.id, acknowledge: $0.acknowledge, arrive: $0.arrive, settle: $0.settle,
                check: $0.check, remind: $0.remind, warn: .minutes(5))
        }
        let county = SmallCounty.make(standards: standards)
        return Dispatcher(county: county, rules: SmallCounty.rules(for: county))
    }()

    @Test(arguments: SeededGenerator.seeds(60))
    func `each limit warns at most once and calls for supervision just once`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var story = TownshipStory(Self.dispatcher)
        for serial in 1...4 as ClosedRange<UInt64> {
            let category = generator.pick([ReportCategory.ID.fire, .neighbours, .elderSupport])
            let source = generator.pick([Report.Source.worker, .video])
            try story.submit(.example(category, from: source, serial: serial), serial: serial)
        }
        for _ in 0..<60 {
            // The clock jumps either way, mostly ahead.
            story.now = story.now + .seconds(Int.random(in: -5_000...9_000, using: &generator))
            story.expireAll()
            // The process ends, and what it knew is read back from the log.
            if generator.happens(0.3) { story.state = story.replayed }
            #expect(story.findings == [], "seed \(seed)")
        }
        story.now = max(story.now, SmallCounty.morning) + .hours(48)
        story.expireAll()
        var (near, missed, supervised) = ([String: Int](), [String: Int](), [String: Int]())
        for event in story.log {
            let incident = event.incident.map { "\($0)" } ?? ""
            switch event.kind {
            case .deadlineNear(let kind): near["\(kind) \(incident)", default: 0] += 1
            case .deadlineMissed(let kind, _): missed["\(kind) \(incident)", default: 0] += 1
            case .supervisionOrdered(let kind?):
                supervised["\(kind) \(incident)", default: 0] += 1
            default: continue
            }
        }
        #expect(near.values.allSatisfy { $0 == 1 }, "seed \(seed): \(near)")
        #expect(supervised.values.allSatisfy { $0 == 1 }, "seed \(seed): \(supervised)")
        let limits = missed.keys.filter { !$0.hasPrefix("fill") }
        #expect(Set(limits) == Set(supervised.keys), "seed \(seed)")
        #expect(!limits.isEmpty)
    }
}
