import DispatchCore
import Governance
import GridTesting
import Testing

@testable import Simulator

/// People of a scenario in dispatch that somebody else runs.
struct ScenarioPlayersTests {
    /// A township in which `players` take part until they have nothing left to do.
    private func play(
        _ players: inout ScenarioPlayers, in story: inout TownshipStory,
    ) -> [Command] {
        var given: [Command] = []
        var seen = 0
        while true {
            while seen < story.log.count {
                let event = story.log[seen]
                seen += 1
                guard let id = event.incident, let incident = story.state.incidents[id] else {
                    continue
                }
                players.see(event, of: incident)
            }
            let due = [players.nextDue, story.state.nextDeadline()].compactMap(\.self).min()
            guard let due, due < SmallCounty.morning + .hours(24 * 5) else { return given }
            story.wait(max(due - story.now, .microseconds(1)))
            while let id = players.nextIncident(at: story.now) {
                let command = players.takeNext(at: story.now, story.state.incidents[id])
                guard let command else { continue }
                given.append(command)
                _ = try? story.perform(command)
            }
        }
    }

    private func scenario() -> Scenario {
        var scenario = Worlds.day(reportsPerHour: 2)
        scenario.horizon = .hours(6)
        scenario.isExercise = true
        return scenario
    }

    @Test func `they bring every report to its end, marked as an exercise`() {
        var players = ScenarioPlayers(scenario(), county: SmallCounty.county)
        var story = TownshipStory()
        let given = play(&players, in: &story)
        let reports = given.compactMap { command in
            if case .submit(let report) = command.action { report } else { nil }
        }
        #expect(reports.count > 5 && reports.allSatisfy(\.isExercise))
        #expect(story.state.incidents.isEmpty && story.findings == [])
    }

    @Test func `roles that are played by hand are left alone`() {
        var players = ScenarioPlayers(
            scenario(), county: SmallCounty.county, byHand: [.mediator], roomIsByHand: true)
        var story = TownshipStory()
        let given = play(&players, in: &story)
        for command in given {
            switch command.action {
            case .check, .close, .file, .waive: Issue.record("the room did \(command.action)")
            default: break
            }
        }
        let pressed = story.log.compactMap { event -> Responder.ID? in
            if case .responder(let id) = event.actor { id } else { nil }
        }
        #expect(!pressed.isEmpty && !pressed.contains(.qiaotouMediatorNear))
    }
}
