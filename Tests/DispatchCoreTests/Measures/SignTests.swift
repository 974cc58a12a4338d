import DispatchCore
import Governance
import GridTesting
import Testing
import TextFormats

struct SignTests {
    private func search(_ story: TownshipStory, from: Instant? = nil) -> SignSearch {
        var query = StatisticsQuery(asOf: story.now)
        query.from = from
        var search = SignSearch(query, in: SmallCounty.county)
        for history in story.histories() { search.add(history) }
        search.finish()
        return search
    }

    /// The signs as `kind post count`.
    private func found(_ story: TownshipStory, from: Instant? = nil) -> [String] {
        search(story, from: from).sortedGroups.map {
            "\($0.key.sign.rawValue) \($0.key.post) \($0.group.count)"
        }
    }

    @Test func `closings one directly after the other are asked about`() throws {
        var story = TownshipStory()
        for serial in 1...6 as ClosedRange<UInt64> {
            let area: AreaCode = serial.isMultiple(of: 2) ? .qiaotouFirst : .qiaotou
            try story.submit(
                .example(.neighbours, in: area, serial: serial), serial: serial)
            try story.settle(serial)
        }
        for serial in 1...4 as ClosedRange<UInt64> { try story.close(serial) }
        #expect(found(story) == [])
        story.wait(.minutes(2))
        try story.close(5)
        #expect(found(story) == ["closedInBurst operator 5"])
        try story.close(6, by: .operator("chen"))
        #expect(found(story) == ["closedInBurst operator 5"], "another hand is another matter")
    }

    @Test func `an arrival far from the place is asked about`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire, at: SmallCounty.place(north: 0)))
        try story.respond(1) { .arrive($0, position: SmallCounty.place(north: 499)) }
        #expect(found(story) == [])
        try story.submit(.example(.fire, at: SmallCounty.place(north: 0), serial: 2), serial: 2)
        try story.respond(
            1, { .arrive($0, position: SmallCounty.place(north: 1_500)) }, serial: 2)
        #expect(found(story) == ["arrivedFarAway police 1"])
        let metres = search(story).groups.values.first?.cases.first?.measured
        #expect(metres.map { abs($0 - 1_500) <= 15 } == true)
    }

    @Test func `work that is done on arrival is asked about`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        try story.settle(staying: .seconds(59))
        #expect(found(story) == ["doneOnArrival police 1"])
    }

    @Test func `whoever settled it alone and checked it too is asked about`() throws {
        for (checker, expected) in [("li", ["checkedByOneself worker 1"]), ("zhao", [])] {
            var story = TownshipStory()
            try story.submit(.example(.rubbish))
            try story.perform(
                .example(
                    .handleSelf, by: .worker("li"), personal: PersonalData(text: "swept")))
            try story.perform(.example(.check, by: .worker(checker)))
            #expect(found(story) == expected)
        }
    }

    @Test func `the same matter at the same place within 90 days of closing is asked about`() throws
    {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        try story.settle()
        try story.close()
        story.wait(.hours(24 * 89))
        try story.submit(
            .example(.neighbours, occurredAt: story.now, serial: 2), serial: 2)
        #expect(found(story) == ["recurred  1"])
        #expect(found(story, from: SmallCounty.morning + .hours(24)) == ["recurred  1"])
        try story.submit(.example(.fire, occurredAt: story.now, serial: 3), serial: 3)
        story.wait(.hours(24 * 3))
        try story.submit(
            .example(.neighbours, occurredAt: story.now, serial: 4), serial: 4)
        #expect(found(story) == ["recurred  1"], "another matter, and too late")
    }

    @Test func `the questions name nobody`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        try story.settle(staying: .zero)
        var writer = JSONWriter()
        search(story).write(to: &writer, county: SmallCounty.county)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text.contains("doneOnArrival"))
        for responder in SmallCounty.roster { #expect(!text.contains(responder.id.name)) }
    }
}
