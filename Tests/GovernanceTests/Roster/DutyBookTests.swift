import Governance
import GridTesting
import Testing
import TextFormats

/// The changes of duty in force, as events make them.
struct DutyBookTests {
    let now = SmallCounty.morning

    func change(_ serial: UInt64, _ status: DutyStatus = .offDuty, hours: Range<Int>) -> DutyChange
    {
        let time = now + .hours(hours.lowerBound)..<(now + .hours(hours.upperBound))
        return DutyChange(
            id: DutyChange.ID(high: 1, low: serial), kind: .leave, reason: .leave,
            entries: [DutyChange.Entry(.dongxiPoliceDay, DutySpan(status, during: time))])
    }

    func event(_ kind: Event.Kind, at instant: Instant) -> Event {
        Event(
            subject: .county, occurredAt: instant, recordedAt: instant, actor: .operator("wang"),
            kind: kind)
    }

    @Test func `a change is taken once`() {
        var book = DutyBook()
        book.evolve(event(.dutyChanged(change(1, hours: 0..<4)), at: now))
        book.evolve(event(.dutyChanged(change(1, .onDuty, hours: 0..<4)), at: now))
        #expect(book == DutyBook([change(1, hours: 0..<4)]))
    }

    @Test func `what is taken back stays as it was until then`() {
        var book = DutyBook([change(1, hours: -2..<4), change(2, hours: 1..<4)])
        book.evolve(event(.dutyChangeWithdrawn(change(1, hours: 0..<1).id), at: now))
        book.evolve(event(.dutyChangeWithdrawn(change(2, hours: 0..<1).id), at: now))
        #expect(
            book.orders(for: .dongxiPoliceDay)
                == [DutySpan(.offDuty, during: now - .hours(2)..<now)])
    }

    @Test func `what has been over for a week is dropped with the next change`() {
        var book = DutyBook()
        book.evolve(event(.dutyChanged(change(1, hours: 0..<1)), at: now))
        let almost = now + .hours(7 * 24)
        book.evolve(event(.dutyChanged(change(2, hours: 200..<201)), at: almost))
        #expect(book.changes.count == 2)
        book.evolve(event(.dutyChanged(change(3, hours: 200..<201)), at: almost + .hours(1)))
        #expect(book.changes.map(\.id.low) == [2, 3])
    }

    @Test func `events of the roster are written so and read back the same`() throws {
        let id = "00000000-0000-0001-0000-000000000001"
        let cases: [(Event.Kind, type: String, json: String)] = [
            (
                .dutyChanged(change(1, hours: 0..<1)), "duty.changed",
                """
                {"change":"\(id)","kind":"leave","reason":"leave","entries":[{"responder":\
                "dongxi-police-day","duty":"offDuty","from":"2026-11-18T02:00:00Z",\
                "to":"2026-11-18T03:00:00Z"}]}
                """
            ),
            (
                .dutyChangeWithdrawn(DutyChange.ID(high: 1, low: 1)), "duty.withdrawn",
                #"{"change":"\#(id)"}"#
            ),
            (
                .overrideOrdered(.assign(.police, .dongxiPoliceDay)), "override.ordered",
                #"{"override":"assign","role":"police","responder":"dongxi-police-day"}"#
            ),
            (
                .overrideOrdered(.skip(.police, to: .supervisor)), "override.ordered",
                #"{"override":"skip","role":"police","rung":"supervisor"}"#
            ),
            (
                .overrideOrdered(.skip(.police, to: nil)), "override.ordered",
                #"{"override":"skip","role":"police"}"#
            ),
            (
                .overrideOrdered(.standDown(3)), "override.ordered",
                #"{"override":"standDown","number":3}"#
            ),
            (
                .assignmentReleased(2, .calledAway(to: Incident.ID(high: 1, low: 1))),
                "assignment.released", #"{"number":2,"reason":"calledAway","to":"\#(id)"}"#
            ),
            (
                .assignmentReleased(2, .filled), "assignment.released",
                #"{"number":2,"reason":"filled"}"#
            ),
        ]
        for (kind, type, text) in cases {
            var writer = JSONWriter()
            writer.value(kind)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
            #expect(kind.type == "griddispatch." + type)
            #expect(try Event.Kind(type: kind.type, json: JSON.parse(text)) == kind)
        }
    }

    @Test func `the whole reason of a choice is read back`() throws {
        var reason = SelectionReason(rung: .role, distance: Metres(812.5), others: 2, load: 1)
        reason.level = .township
        reason.travelSeconds = 192
        reason.recentCalls = 3
        reason.missing = [Skill(trusted: "language/quzhou")]
        (reason.isStandby, reason.isShared) = (true, true)
        reason.calledFrom = Incident.ID(high: 1, low: 1)
        let request = AssignmentRequest(
            number: 1, role: .police, responder: .dongxiPoliceDay, reason: reason,
            acknowledgeBy: now)
        var writer = JSONWriter()
        writer.value(Event.Kind.respondersRequested([request]))
        let read = try Event.Kind(
            type: "griddispatch.responders.requested", json: JSON.parse(writer.bytes))
        #expect(read == .respondersRequested([request]))
    }

    @Test func `wrong members are named`() throws {
        let cases = [
            ("duty.changed", #"{"change":"x","kind":"leave","reason":"leave","entries":[]}"#),
            ("override.ordered", #"{"override":"promote"}"#),
            ("override.ordered", #"{"override":"skip","role":"police","rung":"roof"}"#),
            ("assignment.released", #"{"number":1,"reason":"bored"}"#),
        ]
        for (type, text) in cases {
            #expect(throws: EventDecodingError.self, "\(text)") {
                try Event.Kind(type: "griddispatch." + type, json: JSON.parse(text))
            }
        }
    }
}
