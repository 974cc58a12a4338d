import Governance
import GridTesting
import Testing

/// Whose duty it is when, by weekly patterns, dated exceptions and orders.
struct DutyPlanTests {
    let zone = SmallCounty.timeZone
    /// Wednesday 2026-11-18, midnight in the county.
    let midnight = SmallCounty.morning - .hours(10)

    func responder(
        _ shifts: [Shift], standby: [Shift] = [], exceptions: [DutySpan] = [],
    ) -> Responder {
        Responder(
            id: .dongxiPoliceDay, name: LocalizedText(chinese: "甲", english: "A"),
            roles: [.police], coverage: [.dongxi], shifts: shifts, standby: standby,
            exceptions: exceptions)
    }

    func stretches(
        _ responder: Responder, _ hours: Range<Int>, _ book: DutyBook = DutyBook(),
    ) -> [String] {
        let plan = DutyPlan(of: responder, in: book, zone: zone)
        let time = midnight + .hours(hours.lowerBound)..<(midnight + .hours(hours.upperBound))
        return plan.stretches(in: time).map { span in
            let from = (span.time.lowerBound - midnight) / .hours(1)
            let to = (span.time.upperBound - midnight) / .hours(1)
            return "\(span.status) \(Int(from))-\(Int(to))"
        }
    }

    @Test func `shifts begin and end where the patterns say, over midnight too`() {
        #expect(
            stretches(responder([SmallCounty.dayShift]), 0..<48)
                == ["offDuty 0-8", "onDuty 8-20", "offDuty 20-32", "onDuty 32-44", "offDuty 44-48"])
        #expect(
            stretches(responder([SmallCounty.nightShift]), 0..<48)
                == ["onDuty 0-8", "offDuty 8-20", "onDuty 20-32", "offDuty 32-44", "onDuty 44-48"])
        #expect(stretches(responder([.always]), 0..<100) == ["onDuty 0-100"])
    }

    @Test func `duty goes before standby, and an exception before both`() {
        let leave = DutySpan(.offDuty, during: midnight + .hours(10)..<(midnight + .hours(12)))
        let person = responder(
            [SmallCounty.dayShift], standby: [SmallCounty.nightShift, SmallCounty.dayShift],
            exceptions: [leave])
        #expect(
            stretches(person, 0..<24)
                == ["standby 0-8", "onDuty 8-10", "offDuty 10-12", "onDuty 12-20", "standby 20-24"])
    }

    @Test func `an order goes before the roster, and a later order before an earlier one`() {
        func change(_ serial: UInt64, _ status: DutyStatus, _ hours: Range<Int>) -> DutyChange {
            let time = midnight + .hours(hours.lowerBound)..<(midnight + .hours(hours.upperBound))
            return DutyChange(
                id: DutyChange.ID(high: 1, low: serial), kind: .extra, reason: .other,
                entries: [DutyChange.Entry(.dongxiPoliceDay, DutySpan(status, during: time))])
        }
        let book = DutyBook([change(1, .offDuty, 9..<30), change(2, .standby, 12..<14)])
        #expect(
            stretches(responder([SmallCounty.dayShift]), 0..<48, book) == [
                "offDuty 0-8", "onDuty 8-9", "offDuty 9-12", "standby 12-14", "offDuty 14-32",
                "onDuty 32-44", "offDuty 44-48",
            ])
    }

    @Test(arguments: SeededGenerator.seeds(40))
    func `stretches are the duty of every minute, without gaps`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func hours() -> Range<Instant> {
            let from = Int.random(in: 0..<90, using: &generator)
            let length = Int.random(in: 1...30, using: &generator)
            return midnight + .hours(from)..<(midnight + .hours(from + length))
        }
        func shift() -> Shift {
            let start = Int.random(in: 0..<96, using: &generator) * 15
            let length = Int.random(in: 1...95, using: &generator) * 15
            let days = Weekday.allCases.filter { _ in generator.happens(0.6) }
            return Shift(
                weekdays: Set(days), startMinute: start, endMinute: (start + length - 1) % 1_440 + 1
            )
        }
        let person = responder(
            [shift(), shift()], standby: [shift()],
            exceptions: [DutySpan(generator.pick(DutyStatus.allCases), during: hours())])
        let book = DutyBook([
            DutyChange(
                id: DutyChange.ID(high: 1, low: 1), kind: .leave, reason: .leave,
                entries: [
                    DutyChange.Entry(
                        person.id, DutySpan(generator.pick(DutyStatus.allCases), during: hours()))
                ])
        ])
        let plan = DutyPlan(of: person, in: book, zone: zone)
        let whole = midnight..<(midnight + .hours(120))
        let stretches = plan.stretches(in: whole)
        #expect(stretches.first?.time.lowerBound == whole.lowerBound)
        #expect(stretches.last?.time.upperBound == whole.upperBound)
        for (one, next) in zip(stretches, stretches.dropFirst()) {
            #expect(one.time.upperBound == next.time.lowerBound)
            #expect(one.status != next.status)
        }
        for minute in 0..<(120 * 60) {
            let moment = midnight + .minutes(minute)
            let stretch = stretches.first { $0.time.contains(moment) }
            guard stretch?.status == plan.status(at: moment) else {
                Issue.record("seed \(seed): minute \(minute) is not \(String(describing: stretch))")
                return
            }
        }
    }

    @Test func `the next change is looked for within a day`() {
        let plan = DutyPlan(of: responder([SmallCounty.dayShift]), in: DutyBook(), zone: zone)
        #expect(plan.nextChange(after: midnight + .hours(9)) == midnight + .hours(20))
        let always = DutyPlan(of: responder([.always]), in: DutyBook(), zone: zone)
        #expect(always.nextChange(after: midnight) == midnight + .hours(24))
    }
}
