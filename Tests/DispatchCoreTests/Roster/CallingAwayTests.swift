import DispatchCore
import Governance
import GridTesting
import Testing

/// A severe incident calls somebody away from a lesser one, which is served again at once.
struct CallingAwayTests {
    /// One police officer for both townships' matters, called to an ordinary one already.
    func story(
        _ change: (inout DispatchPolicy.Preemption) -> Void = { _ in },
    ) throws -> TownshipStory {
        var policy = DispatchPolicy()
        var rule = DispatchPolicy.Preemption()
        change(&rule)
        policy.preemption = rule
        let roster =
            SmallCounty.roster.filter { !$0.roles.contains(.police) }
            + [
                Responder(
                    id: .dongxiPoliceDay, name: LocalizedText(chinese: "甲", english: "A"),
                    roles: [.police, .mediator], coverage: [.qiaotouFirst],
                    station: SmallCounty.place(north: 0))
            ]
        let county = SmallCounty.make(roster: roster, policy: policy)
        var story = TownshipStory(
            Dispatcher(county: county, rules: SmallCounty.rules(for: county)))
        try story.submit(.example(.neighbours))
        #expect(story[1]?.assignments.map(\.responder) == [.dongxiPoliceDay])
        return story
    }

    func submitFire(_ story: inout TownshipStory, serial: UInt64 = 2) throws {
        try story.submit(.example(.fire, serial: serial), serial: serial)
    }

    @Test func `the lesser incident loses one and is served again in the same decision`() throws {
        var story = try story()
        try story.respond(1) { .acknowledge($0) }
        try submitFire(&story)
        let fire = try #require(story[2]?.assignments.first)
        #expect(fire.responder == .dongxiPoliceDay)
        #expect(fire.reason.calledFrom == SmallCounty.incident(1))
        let dispute = try #require(story[1])
        #expect(dispute.assignments.map(\.state) == [.released, .requested])
        #expect(
            dispute.assignments.first?.releaseReason == .calledAway(to: SmallCounty.incident(2)))
        #expect(dispute.assignments.last?.responder == .qiaotouMediatorNear)
        #expect(story.findings == [])
    }

    @Test func `nobody is called away where the county does not say so`() throws {
        var story = try story { $0.severities = [] }
        try submitFire(&story)
        #expect(story[2]?.assignments.first?.reason.calledFrom == nil)
        #expect(story[1]?.assignments.map(\.state) == [.requested])
    }

    @Test func `who has come too far there stays`() throws {
        var early = try story { $0.until = .acknowledged }
        try early.respond(1) { .depart($0) }
        try submitFire(&early)
        #expect(early[1]?.assignments.map(\.state) == [.enRoute])
        var late = try story()
        try late.respond(1) { .arrive($0, position: nil) }
        try submitFire(&late)
        #expect(late[1]?.assignments.map(\.state) == [.onScene])
    }

    @Test func `an incident loses only so many`() throws {
        var story = try story { $0.most = 0 }
        try submitFire(&story)
        #expect(story[1]?.assignments.map(\.state) == [.requested])
    }

    @Test func `whoever was called away is not asked for the lesser one again`() throws {
        var story = try story()
        try submitFire(&story)
        try story.respond(1, { .decline($0, .busy) }, serial: 2)
        story.wait(.hours(4))
        let asked = story[1]?.assignments.dropFirst().map(\.responder) ?? []
        #expect(!asked.contains(.dongxiPoliceDay))
    }

    @Test(arguments: SeededGenerator.seeds(40))
    func `people move up only, and an incident is never left by more than it may`(seed: UInt64) {
        var history = RandomHistory(seed: seed)
        for _ in 0..<300 { _ = history.advance() }
        var severities: [Incident.ID: Severity] = [:]
        var losses: [Incident.ID: Int] = [:]
        for event in history.story.log {
            guard let id = event.incident else { continue }
            if case .incidentFiled(let decision, _, _, _) = event.kind {
                severities[id] = decision.severity
            }
            guard case .assignmentReleased(_, .calledAway(let to)) = event.kind else { continue }
            losses[id, default: 0] += 1
            let (left, reached) = (severities[id] ?? .ordinary, severities[to] ?? .ordinary)
            #expect(reached < left, "seed \(seed): from \(left) to \(reached)")
        }
        #expect(losses.values.allSatisfy { $0 <= 2 }, "seed \(seed): \(losses)")
    }

    @Test func `a canary: the histories do call people away`() {
        let count = (1...40 as ClosedRange<UInt64>).reduce(0) { count, seed in
            var history = RandomHistory(seed: seed)
            for _ in 0..<300 { _ = history.advance() }
            return count
                + history.story.log.count {
                    if case .assignmentReleased(_, .calledAway) = $0.kind { true } else { false }
                }
        }
        #expect(count > 10)
    }
}
