import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// What the system that a report came from says more about it.
struct SourceNoteTests {
    private func note(_ kind: SourceNote.Kind, by actor: Actor = .system) -> Command {
        .example(.hearFromSource(SourceNote(kind, feed: "hotline")), by: actor)
    }

    private func heard(_ kind: SourceNote.Kind) -> Event.Kind {
        .sourceHeard(SourceNote(kind, feed: "hotline"))
    }

    @Test func `what it says is kept and changes nothing`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire, from: .feed))
        let before = story[1]
        for kind in [SourceNote.Kind.updated, .withdrawn] {
            let events = try story.perform(note(kind))
            #expect(events.map(\.kind) == [heard(kind)])
        }
        #expect(story[1]?.stage == before?.stage)
        #expect(story[1]?.deadlines == before?.deadlines)
        #expect(story[1]?.tally.sourceNotes == 2)
    }

    @Test func `what is settled before anybody arrives is checked and nobody is sent any more`()
        throws
    {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        let events = try story.perform(note(.settled)).map(\.kind)
        #expect(events.first == heard(.settled))
        #expect(story[1]?.stage == .disposed)
        #expect(story[1]?.assignments.contains { $0.state.isLive } == false)
    }

    @Test func `whoever is on the scene decides`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire))
        try story.perform(.example(.arrive(1, position: nil)))
        let events = try story.perform(note(.settled))
        #expect(events.map(\.kind) == [heard(.settled)])
        #expect(story[1]?.stage == .disposing)
    }

    @Test func `only the system speaks for a source, and not for ever`() throws {
        var story = TownshipStory()
        try story.submit(.example(.fire, from: .feed))
        #expect(throws: Rejection.notAllowed(.act)) {
            try story.perform(note(.updated, by: .operator("wang")))
        }
        for _ in 0..<Dispatcher.maximumRepeats { try story.perform(note(.updated)) }
        #expect(throws: Rejection.tooOften(.act)) { try story.perform(note(.updated)) }
    }
}
