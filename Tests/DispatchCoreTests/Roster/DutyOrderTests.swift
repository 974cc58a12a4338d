import DispatchCore
import Governance
import GridTesting
import Testing

/// Leave, swaps, standby, signing on and off: what each order makes of the roster.
struct DutyOrderTests {
    let now = SmallCounty.morning

    func span(_ hours: Range<Int>) -> Range<Instant> {
        now + .hours(hours.lowerBound)..<(now + .hours(hours.upperBound))
    }

    func order(
        _ kind: DutyChange.Kind, _ hours: Range<Int>?, of id: Responder.ID = .dongxiPoliceDay,
        with partner: Responder.ID? = nil, inReturn: Range<Int>? = nil,
    ) -> RosterCommand.Action {
        .order(
            DutyOrder(
                kind, of: id, from: hours.map { span($0).lowerBound },
                until: hours.map { span($0).upperBound }, with: partner,
                inReturn: inReturn.map(span), because: .exchange))
    }

    func entries(_ action: RosterCommand.Action) throws -> [DutyChange.Entry] {
        var story = TownshipStory()
        let events = try story.perform(.example(action))
        guard case .dutyChanged(let change) = events.first?.kind, events.count == 1 else {
            return []
        }
        return change.entries
    }

    @Test func `leave, extra duty and standby hold for the stated time`() throws {
        let cases: [(DutyChange.Kind, DutyStatus)] = [
            (.leave, .offDuty), (.extra, .onDuty), (.standby, .standby),
        ]
        for (kind, status) in cases {
            #expect(
                try entries(order(kind, 2..<8))
                    == [DutyChange.Entry(.dongxiPoliceDay, DutySpan(status, during: span(2..<8)))])
        }
    }

    @Test func `signing on and off holds until the roster changes the duty by itself`() throws {
        // It is ten: the day shift ends at twenty, the night shift begins then.
        #expect(
            try entries(order(.signOff, nil))
                == [DutyChange.Entry(.dongxiPoliceDay, DutySpan(.offDuty, during: span(0..<10)))])
        #expect(
            try entries(order(.signOn, nil, of: .dongxiPoliceNight))
                == [DutyChange.Entry(.dongxiPoliceNight, DutySpan(.onDuty, during: span(0..<10)))])
    }

    @Test func `a swap hands over what duty there is, and takes over in return`() throws {
        #expect(
            try entries(
                order(.swap, 0..<30, with: .dongxiPoliceNight, inReturn: 40..<60)) == [
                    DutyChange.Entry(.dongxiPoliceDay, DutySpan(.offDuty, during: span(0..<30))),
                    DutyChange.Entry(.dongxiPoliceNight, DutySpan(.onDuty, during: span(0..<10))),
                    DutyChange.Entry(.dongxiPoliceNight, DutySpan(.onDuty, during: span(22..<30))),
                    DutyChange.Entry(.dongxiPoliceNight, DutySpan(.offDuty, during: span(40..<60))),
                    DutyChange.Entry(.dongxiPoliceDay, DutySpan(.onDuty, during: span(40..<46))),
                    DutyChange.Entry(.dongxiPoliceDay, DutySpan(.onDuty, during: span(58..<60))),
                ])
    }

    @Test func `whoever has taken over is asked, and whoever is off is not`() throws {
        var story = TownshipStory()
        try story.perform(.example(order(.swap, 0..<10, with: .dongxiPoliceNight)))
        try story.submit(.example(.fire))
        #expect(story[1]?.assignments.map(\.responder) == [.dongxiPoliceNight])
        #expect(throws: Rejection.offDuty(.dongxiPoliceDay)) {
            try story.perform(.example(.request(.police, .dongxiPoliceDay)))
        }
    }

    @Test func `an order that is repeated has no events, another under its id is refused`() throws {
        var story = TownshipStory()
        try story.perform(.example(order(.swap, 0..<10, with: .dongxiPoliceNight)))
        #expect(try story.perform(.example(order(.swap, 0..<10, with: .dongxiPoliceNight))) == [])
        #expect(throws: Rejection.dutyRefused(.exists)) {
            try story.perform(.example(order(.leave, 0..<10)))
        }
    }

    @Test func `what makes no sense is refused, with the reason`() {
        let cases: [(RosterCommand.Action, Rejection)] = [
            (order(.leave, nil), .dutyRefused(.timeMissing)),
            (order(.swap, nil, with: .dongxiPoliceNight), .dutyRefused(.timeMissing)),
            (order(.leave, 0..<0), .dutyRefused(.timeOutOfRange)),
            (order(.leave, -4..<(-2)), .dutyRefused(.timeOutOfRange)),
            (order(.leave, 0..<(24 * 367)), .dutyRefused(.timeOutOfRange)),
            (order(.swap, 0..<4), .dutyRefused(.partnerMissing)),
            (order(.swap, 0..<4, with: .dongxiPoliceDay), .dutyRefused(.partnerMissing)),
            (order(.leave, 0..<4, with: .dongxiPoliceNight), .dutyRefused(.partnerNotWanted)),
            (order(.swap, 0..<4, with: .qiaotouDirector), .dutyRefused(.noRoleInCommon)),
            (order(.swap, 11..<20, with: .dongxiPoliceNight), .dutyRefused(.nothingToHandOver)),
            (
                order(.leave, 0..<4, of: Responder.ID(trusted: "nobody")),
                .unknownResponder(Responder.ID(trusted: "nobody"))
            ),
            (.withdraw, .dutyRefused(.unknown)),
        ]
        for (action, rejection) in cases {
            var story = TownshipStory()
            #expect(throws: rejection, "\(action)") { try story.perform(.example(action)) }
        }
    }

    @Test func `people sign themselves on and off, supervisors and operators order all else`() {
        let own = Actor.responder(.dongxiPoliceDay)
        let cases: [(RosterCommand.Action, Actor, isAllowed: Bool)] = [
            (order(.signOff, nil), own, true),
            (order(.signOn, nil), own, true),
            (order(.leave, 0..<4), own, false),
            (order(.signOff, nil), .responder(.dongxiPoliceNight), false),
            (order(.signOff, nil), .worker("li"), false),
            (order(.leave, 0..<4), .responder(.dongxiSupervisor), true),
            (order(.leave, 0..<4), .operator("wang"), true),
        ]
        for (action, actor, isAllowed) in cases {
            var story = TownshipStory()
            if isAllowed {
                #expect(throws: Never.self) { try story.perform(.example(action, by: actor)) }
            } else {
                #expect(throws: Rejection.dutyRefused(.notAllowed), "\(action) by \(actor)") {
                    try story.perform(.example(action, by: actor))
                }
            }
        }
    }

    @Test func `a change that is taken back ends now`() throws {
        var story = TownshipStory()
        try story.perform(.example(order(.leave, 0..<10)))
        story.now = now + .hours(2)
        try story.perform(.example(.withdraw))
        #expect(
            story.state.duty.orders(for: .dongxiPoliceDay)
                == [DutySpan(.offDuty, during: span(0..<2))])
        #expect(try story.perform(.example(.withdraw)) == [])
    }

    @Test func `only so many changes are taken at a time`() throws {
        var story = TownshipStory()
        for serial in 1...UInt64(DutyBook.maximumChanges) {
            story.state.duty.evolve(
                Event(
                    subject: .county, occurredAt: now, recordedAt: now, actor: .system,
                    kind: .dutyChanged(
                        DutyChange(
                            id: DutyChange.ID(high: 1, low: serial), kind: .leave, reason: .leave,
                            entries: [
                                DutyChange.Entry(
                                    .dongxiPoliceDay, DutySpan(.offDuty, during: span(0..<2)))
                            ]))))
        }
        #expect(throws: Rejection.dutyRefused(.tooMany)) {
            try story.perform(.example(order(.leave, 0..<10)))
        }
        story.now = now + .hours(3)
        #expect(throws: Never.self) { try story.perform(.example(order(.leave, 5..<10))) }
    }
}
