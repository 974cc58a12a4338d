import DispatchCore
import Governance
import GridTesting
import Testing

/// What each decision over the head of the ladder does.
struct OverrideTests {
    let why = PersonalData(text: "现场情况特殊")

    func story() throws -> TownshipStory {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        return story
    }

    @Test func `assign asks this person, off duty or not, and keeps the reason`() throws {
        var story = try story()
        let override = Override.assign(.mediator, .dongxiPoliceNight)
        let events = try story.perform(.example(.override(override), personal: why))
        #expect(events.map(\.kind).first == .overrideOrdered(override))
        #expect(events.first?.actor == .operator("wang"))
        #expect(events.first?.personal == why)
        #expect(
            story[1]?.assignments.map(\.responder) == [.qiaotouMediatorNear, .dongxiPoliceNight])
        #expect(throws: Rejection.alreadyAsked(.dongxiPoliceNight)) {
            try story.perform(.example(.override(override), personal: why))
        }
    }

    @Test func `assign opens what was disposed`() throws {
        var story = try story()
        try story.respond(1) { .finish($0) }
        try story.perform(
            .example(.override(.assign(.mediator, .qiaotouMediatorFar)), personal: why))
        #expect(story[1]?.stage == .disposing)
    }

    @Test func `skip lets go of whoever has not answered and asks the next`() throws {
        var story = try story()
        let events = try story.perform(
            .example(.override(.skip(.mediator, to: nil)), personal: why))
        #expect(
            events.map(\.kind).prefix(2)
                == [.overrideOrdered(.skip(.mediator, to: nil)), .assignmentReleased(1, .skipped)])
        #expect(
            story[1]?.assignments.map(\.responder) == [.qiaotouMediatorNear, .qiaotouMediatorFar])
    }

    @Test func `skip to a rung begins there, and past the end calls the operators`() throws {
        var story = try story()
        try story.perform(
            .example(.override(.skip(.mediator, to: .supervisor)), personal: why))
        #expect(story[1]?.assignments.last?.responder == .dongxiSupervisor)
        for _ in 0..<2 {
            try story.perform(
                .example(.override(.skip(.mediator, to: .supervisor)), personal: why))
        }
        #expect(story[1]?.unfilledRoles == [.mediator])
    }

    @Test func `skip leaves whoever has accepted`() throws {
        var story = try story()
        try story.respond(1) { .acknowledge($0) }
        try story.perform(.example(.override(.skip(.mediator, to: nil)), personal: why))
        #expect(story[1]?.assignments.map(\.state) == [.acknowledged, .requested])
    }

    @Test func `stand down lets somebody go from the scene, and the role is another's`() throws {
        var story = try story()
        try story.respond(1) { .arrive($0, position: nil) }
        let events = try story.perform(.example(.override(.standDown(1)), personal: why))
        #expect(
            events.map(\.kind).prefix(2)
                == [.overrideOrdered(.standDown(1)), .assignmentReleased(1, .stoodDown)])
        #expect(
            story[1]?.assignments.map(\.responder) == [.qiaotouMediatorNear, .qiaotouMediatorFar])
        // Whoever was stood down is not asked again by the ladder.
        story.wait(.hours(2))
        let later = story[1]?.assignments.dropFirst().map(\.responder)
        #expect(later?.contains(.qiaotouMediatorNear) == false)
    }

    @Test func `an override needs a reason, and somebody who may`() throws {
        var story = try story()
        #expect(throws: Rejection.reasonMissing(.override)) {
            try story.perform(.example(.override(.standDown(1))))
        }
        #expect(throws: Rejection.notAllowed(.override)) {
            try story.perform(
                .example(
                    .override(.standDown(1)), by: .responder(.qiaotouMediatorNear), personal: why))
        }
        #expect(throws: Rejection.unknownAssignment(4)) {
            try story.perform(.example(.override(.standDown(4)), personal: why))
        }
        #expect(throws: Rejection.roleNotRequired(.police)) {
            try story.perform(.example(.override(.skip(.police, to: nil)), personal: why))
        }
        #expect(throws: Never.self) {
            try story.perform(
                .example(
                    .override(.standDown(1)), by: .responder(.dongxiSupervisor), personal: why))
        }
    }
}
