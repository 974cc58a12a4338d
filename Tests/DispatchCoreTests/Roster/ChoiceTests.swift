import DispatchCore
import Governance
import GridTesting
import Testing

/// Whom the ladder chooses on a rung, and the reason that it states.
struct ChoiceTests {
    func person(
        _ name: String, _ area: AreaCode, north metres: Double, skills: Set<Skill> = [],
        mode: TravelMode? = nil, shifts: [Shift] = [.always], standby: [Shift] = [],
    ) -> Responder {
        Responder(
            id: Responder.ID(trusted: name), name: LocalizedText(chinese: name, english: name),
            roles: [.mediator], coverage: [area], station: SmallCounty.place(north: metres),
            shifts: shifts, standby: standby, skills: skills, mode: mode)
    }

    func story(
        _ people: [Responder], skills: [Skill] = [], policy: DispatchPolicy = DispatchPolicy(),
        rungs: [SelectionReason.Rung] = SelectionReason.Rung.ladder,
    ) -> TownshipStory {
        let categories = SmallCounty.categories.map { category in
            ReportCategory(
                id: category.id, title: category.title, questions: category.questions,
                skills: skills)
        }
        let roles = SmallCounty.roles.map {
            Role(id: $0.id, title: $0.title, substitutes: $0.substitutes, rungs: rungs)
        }
        let county = SmallCounty.make(
            roster: people, roles: roles, categories: categories, policy: policy)
        return TownshipStory(Dispatcher(county: county, rules: SmallCounty.rules(for: county)))
    }

    func chosen(_ story: TownshipStory) throws -> SelectionReason {
        var story = story
        try story.submit(.example(.neighbours))
        return try #require(story[1]?.assignments.first?.reason)
    }

    func name(_ story: TownshipStory) throws -> String? {
        var story = story
        try story.submit(.example(.neighbours))
        return story[1]?.assignments.first?.responder.name
    }

    @Test func `who covers the grid comes before who covers more, however near`() throws {
        let people = [
            person("township", .dongxi, north: 10), person("community", .qiaotou, north: 800),
            person("grid", .qiaotouFirst, north: 3_000),
        ]
        #expect(try name(story(people)) == "grid")
        #expect(try name(story(Array(people.prefix(2)))) == "community")
        #expect(try chosen(story(people)).level == .grid)
    }

    @Test func `among equals of coverage the shorter way counts, not the shorter distance`() throws
    {
        let people = [
            person("walker", .qiaotou, north: 500, mode: .walk),
            person("driver", .qiaotou, north: 1_500, mode: .car),
        ]
        let reason = try chosen(story(people))
        #expect(try name(story(people)) == "driver")
        // 1,500 m with a detour of 1.3 at 8.3 m/s.
        #expect(reason.travelSeconds == 235)
        #expect(reason.distance == Metres(1_500))
    }

    @Test func `who is busy is asked after everybody who is free`() throws {
        var story = story([
            person("near", .qiaotouFirst, north: 0), person("far", .dongxi, north: 5_000),
        ])
        try story.submit(.example(.neighbours))
        try story.submit(.example(.neighbours, serial: 2), serial: 2)
        #expect(story[1]?.assignments.first?.responder.name == "near")
        #expect(story[2]?.assignments.first?.responder.name == "far")
    }

    @Test func `calls of the last days count for ordinary matters, and fade`() throws {
        var story = story([
            person("first", .qiaotou, north: 0), person("second", .qiaotou, north: 100),
        ])
        func call(_ serial: UInt64, _ category: ReportCategory.ID = .neighbours) throws -> String? {
            try story.submit(.example(category, serial: serial), serial: serial)
            let name = story[serial]?.assignments.first { $0.role == .mediator }?.responder.name
            let number = story[serial]?.assignments.first { $0.role == .mediator }?.number
            try story.respond(number ?? 1, { .finish($0) }, serial: serial)
            return name
        }
        #expect(try call(1) == "first")
        #expect(try call(2) == "second")
        #expect(story.state.incidents.isEmpty == false)
        // Where minutes matter the nearest comes, whoever was called.
        #expect(try call(3, .elderSupport) == "first")
        #expect(try call(4) == "second")
        story.wait(.hours(8 * 24))
        #expect(try call(5) == "first")
    }

    @Test func `a language that the category asks for is worth a longer way`() throws {
        let dialect = Skill(trusted: "language/quzhou")
        let people = [
            person("near", .qiaotou, north: 0),
            person("speaker", .qiaotou, north: 2_000, skills: [dialect]),
        ]
        #expect(try name(story(people)) == "near")
        #expect(try name(story(people, skills: [dialect])) == "speaker")
        #expect(try chosen(story([people[0]], skills: [dialect])).missing == [dialect])
    }

    @Test func `standby is asked once nobody on duty is left on the rung`() throws {
        var story = story([
            person("ready", .qiaotou, north: 0, shifts: [], standby: [.always]),
            person("duty", .dongxi, north: 5_000),
        ])
        try story.submit(.example(.neighbours))
        try story.respond(1) { .decline($0, .busy) }
        let assignments = try #require(story[1]?.assignments)
        #expect(assignments.map(\.responder.name) == ["duty", "ready"])
        #expect(assignments.map(\.reason.isStandby) == [false, true])
    }

    @Test func `a ladder ends where its role says, with an alert`() throws {
        var story = story(SmallCounty.roster, rungs: [.role])
        try story.submit(.example(.neighbours))
        let events = story.wait(.minutes(21))
        #expect(story[1]?.assignments.map(\.reason.rung) == [.role, .role])
        #expect(
            Effect.of(events).contains(
                .alert(SmallCounty.incident(1), .roleUnfilled(.mediator))))
    }

    @Test(arguments: SeededGenerator.seeds(60))
    func `the choice is the least of all by the stated order`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let skill = Skill(trusted: "elder-care")
        let people = (0..<12).map { index in
            person(
                "p\(index)", generator.pick([.qiaotouFirst, .qiaotou, .dongxi]),
                north: Double(Int.random(in: 0...6_000, using: &generator)),
                skills: generator.happens(0.5) ? [skill] : [],
                mode: generator.pick([.walk, .bicycle, .moped, .car, nil]),
                shifts: generator.happens(0.8) ? [.always] : [], standby: [.always])
        }
        var story = story(people, skills: [skill])
        try story.submit(.example(.neighbours))
        let reason = try #require(story[1]?.assignments.first)
        func key(_ person: Responder) -> (Int, Int, Int, Double, String) {
            let place = SmallCounty.place(north: 0)
            let distance = place.distance(to: person.station ?? place)
            let metres = Metres(distance.value.rounded())
            let travel = TravelEstimate().time(over: metres, by: person.mode)
            let missing = person.skills.contains(skill) ? 0 : 15 * 60
            return (
                person.shifts.isEmpty ? 1 : 0, -(person.coverage.first?.level.rawValue ?? 0),
                Int(travel.inSeconds) + missing, metres.value, person.id.name
            )
        }
        #expect(reason.responder == people.min { key($0) < key($1) }?.id, "seed \(seed)")
        #expect(reason.reason.others == people.count - 1)
    }
}
