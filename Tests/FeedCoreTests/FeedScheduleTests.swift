import Governance
import Testing

@testable import FeedCore

struct FeedScheduleTests {
    /// Always the middle of what it may choose from.
    private struct MiddleGenerator: RandomNumberGenerator {
        mutating func next() -> UInt64 { 1 << 63 | 1 << 52 }
    }

    private let start = Instant(secondsSinceEpoch: 1_800_000_000)
    private let rain = DataItem.ID(trusted: "rain")
    private let rivers = DataItem.ID(trusted: "rivers")

    private func schedule(_ ids: DataItem.ID...) -> FeedSchedule {
        var generator = MiddleGenerator()
        var schedule = FeedSchedule()
        for id in ids { schedule.add(id, every: .seconds(60), at: start, using: &generator) }
        return schedule
    }

    private func finish(
        _ schedule: inout FeedSchedule, _ id: DataItem.ID, _ result: PollResult, at now: Instant,
    ) {
        var generator = MiddleGenerator()
        schedule.finish(id, result, at: now, using: &generator)
    }

    @Test func `a feed is due once an interval and does not drift`() {
        var schedule = schedule(rain)
        #expect(schedule.nextDeadline == start + .seconds(30))
        #expect(schedule.startDue(at: start + .seconds(29)) == [])
        #expect(schedule.startDue(at: start + .seconds(31)) == [rain])
        #expect(schedule.startDue(at: start + .hours(1)) == [])
        #expect(schedule.nextDeadline == nil)
        finish(&schedule, rain, .taken, at: start + .seconds(35))
        #expect(schedule.nextDeadline == start + .seconds(90))
        _ = schedule.startDue(at: start + .seconds(90))
        finish(&schedule, rain, .taken, at: start + .seconds(400))
        #expect(schedule.nextDeadline == start + .seconds(450))
    }

    @Test func `one whose source calls us is never asked`() {
        var schedule = schedule()
        var generator = MiddleGenerator()
        schedule.add(rain, every: .seconds(60), isAsked: false, at: start, using: &generator)
        #expect(schedule.nextDeadline == nil)
        #expect(schedule.health[rain]?.nextTry == nil)
        schedule.noteSuccess(rain, at: start)
        #expect(schedule.health[rain]?.lastSuccess == start)
        #expect(schedule.startDue(at: start + .hours(1)) == [])
    }

    @Test func `one that is waited for delays no other`() {
        var schedule = schedule(rain, rivers)
        #expect(schedule.startDue(at: start + .seconds(30), limit: 1) == [rain])
        #expect(schedule.startDue(at: start + .seconds(30)) == [rivers])
        finish(&schedule, rivers, .taken, at: start + .seconds(31))
        #expect(schedule.startDue(at: start + .seconds(90)) == [rivers])
        #expect(schedule.health[rain]?.isUnderWay == true)
    }

    @Test func `one that fails is asked less and less often, at least once an hour`() {
        var schedule = schedule(rain)
        var pauses: [Duration] = []
        for _ in 0..<9 {
            guard let due = schedule.nextDeadline else { break }
            _ = schedule.startDue(at: due)
            finish(&schedule, rain, .failed(error: "http.connect_refused"), at: due)
            pauses.append((schedule.nextDeadline ?? due) - due)
        }
        #expect(
            pauses.map { $0.inSeconds } == [60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600])
        #expect(schedule.health[rain]?.circuit == .open)
        let due = schedule.nextDeadline ?? start
        _ = schedule.startDue(at: due)
        finish(&schedule, rain, .taken, at: due)
        #expect(schedule.health[rain]?.circuit == .closed)
        #expect(schedule.health[rain]?.lastError == nil)
        #expect(schedule.nextDeadline == due + .seconds(60))
    }

    @Test(arguments: [(10, 60), (600, 600), (999_999, 86_400)])
    func `what a source asks for is kept to, within a day`(seconds: Int, pause: Int) {
        var schedule = schedule(rain)
        let due = start + .seconds(30)
        _ = schedule.startDue(at: due)
        finish(
            &schedule, rain, .failed(error: "429", retryAfter: due + .seconds(seconds)), at: due)
        #expect(schedule.nextDeadline == due + .seconds(pause))
    }

    @Test func `data is fresh as long as was promised`() {
        var schedule = schedule(rain)
        let due = start + .seconds(30)
        func freshness(_ now: Instant) -> FeedHealth.Freshness? {
            schedule.health[rain]?.freshness(promise: .seconds(100), at: now)
        }
        #expect(freshness(due) == .never)
        _ = schedule.startDue(at: due)
        finish(&schedule, rain, .taken, at: due)
        #expect(freshness(due + .seconds(100)) == .fresh(age: .seconds(100)))
        #expect(freshness(due + .seconds(101)) == .stale(age: .seconds(101)))
        _ = schedule.startDue(at: start + .hours(1))
        finish(&schedule, rain, .quarantined, at: start + .hours(1))
        #expect(schedule.health[rain]?.lastSuccess == due)
        #expect(schedule.health[rain]?.isQuarantined == true)
    }

    @Test func `hundreds of feeds are spread over their interval`() {
        var generator = SystemRandomNumberGenerator()
        var schedule = FeedSchedule()
        for number in 0..<500 {
            schedule.add(
                DataItem.ID(trusted: "f\(number)"), every: .seconds(50), at: start,
                using: &generator)
        }
        var perSecond: [Int] = []
        for second in 1...50 {
            perSecond.append(schedule.startDue(at: start + .seconds(second)).count)
        }
        #expect(perSecond.reduce(0, +) == 500)
        #expect(perSecond.allSatisfy { $0 < 50 })
    }
}
