import DispatchCore
import Governance
import GridTesting
import Testing

/// Commands that are refused, each for one reason, and change nothing.
struct RefusalTests {
    let start = SmallCounty.morning

    @Test func `a report must name a category, an area and questions that the county has`() {
        let nothing = DispatchSpecification().given([])
        func submit(_ report: Report) -> DispatchSpecification.Answer {
            nothing.when(.example(.submit(report)), at: start)
        }
        let category = ReportCategory.ID(trusted: "no/such")
        submit(.example(category)).then(.unknownCategory(category))
        submit(.example(in: .dongxi)).then(.unknownArea(.dongxi))
        submit(.example(in: .qingxi)).then(.unknownArea(.qingxi))
        if let nowhere = AreaCode("339900101009001") {
            submit(.example(in: nowhere)).then(.unknownArea(nowhere))
        }
        submit(.example(answers: ["violence": true, "zebra": true, "age": false]))
            .then(.unknownQuestion("age"))
        submit(.example(.fire, answers: ["violence": true])).then(.unknownQuestion("violence"))
    }

    @Test func `an incident is made once and must exist for everything else`() throws {
        var story = TownshipStory()
        try story.submit()
        let given = DispatchSpecification().given(story.log)
        given.when(.example(.submit(.example())), at: start)
            .then(.incidentExists(SmallCounty.incident(1)))
        let actions: [Command.Action] = [
            .file, .request(.police, nil), .confirmNotified([1], channel: "app"),
            .acknowledge(1), .decline(1, .busy), .depart(1), .arrive(1, position: nil),
            .finish(1), .waive(.police), .check, .close,
        ]
        for action in actions {
            given.when(.example(action, on: SmallCounty.incident(2)), at: start)
                .then(.unknownIncident(SmallCounty.incident(2)))
        }
    }

    @Test func `whoever saw another version is told both`() throws {
        var story = TownshipStory()
        try story.submit()
        let given = DispatchSpecification().given(story.log)
        for wrong in [0, 2, 4, -1] {
            given.when(.example(.acknowledge(1), expectedVersion: wrong), at: start)
                .then(.changed(expected: wrong, actual: 3))
        }
        given.when(.example(.acknowledge(1), expectedVersion: 3), at: start)
            .then([.example(.assignmentAcknowledged(1), at: start, by: .operator("wang"))])
    }

    @Test(arguments: [0, -1, 4, .max, .min])
    func `an assignment must exist`(number: Int) throws {
        var story = TownshipStory()
        try story.submit()
        let given = DispatchSpecification().given(story.log)
        let actions: [Command.Action] = [
            .confirmNotified([1, number], channel: "app"), .acknowledge(number),
            .decline(number, .other), .depart(number), .arrive(number, position: nil),
            .finish(number),
        ]
        for action in actions {
            given.when(.example(action), at: start).then(.unknownAssignment(number))
        }
    }

    @Test func `nobody acts for another responder, but an operator may`() throws {
        var story = TownshipStory()
        try story.submit()
        let given = DispatchSpecification().given(story.log)
        let stranger = Actor.responder(.qiaotouMediatorNear)
        let actions: [Command.Action] = [
            .acknowledge(1), .decline(1, .busy), .depart(1), .arrive(1, position: nil),
            .finish(1),
        ]
        for action in actions {
            given.when(.example(action, by: stranger), at: start).then(.notYourAssignment(1))
        }
        given.when(.example(.depart(1)), at: start)
            .then([.example(.responderEnRoute(1), at: start, by: .operator("wang"))])
    }

    @Test func `a request must name a role and a responder that the county has`() throws {
        var story = TownshipStory()
        try story.submit()
        let given = DispatchSpecification().given(story.log)
        let (role, person) = (Role.ID(trusted: "clown"), Responder.ID(trusted: "nobody"))
        given.when(.example(.request(role, nil)), at: start).then(.unknownRole(role))
        given.when(.example(.request(.police, person)), at: start)
            .then(.unknownResponder(person))
        given.when(.example(.request(.police, .qiaotouDirector)), at: start)
            .then(.alreadyAsked(.qiaotouDirector))
        given.when(.example(.waive(.supervisor)), at: start)
            .then(.roleNotRequired(.supervisor))
    }

    @Test func `a refused command changes nothing`() throws {
        var story = TownshipStory()
        try story.submit()
        let before = story.state.incidents
        #expect(throws: Rejection.self) { try story.perform(.example(.close)) }
        #expect(throws: Rejection.self) { try story.respond(9) { .finish($0) } }
        #expect(story.state.incidents == before)
        #expect(story.log.count == 3)
    }

    @Test func `codes are stable and no two are alike`() {
        let id = SmallCounty.incident(1)
        let rejections: [Rejection] = [
            .unknownIncident(id), .incidentExists(id), .unknownCategory(.fire),
            .unknownArea(.dongxi), .unknownQuestion("q"), .unknownRole(.police),
            .unknownResponder(.xilingPolice), .unknownAssignment(1), .notYourAssignment(1),
            .changed(expected: 1, actual: 2), .stageForbids(.closed),
            .assignmentForbids(.done), .alreadyAsked(.xilingPolice), .roleNotRequired(.police),
            .ladderEnded(.police), .alreadyPassed(.onScene),
        ]
        #expect(
            rejections.map(\.code) == [
                "incident.unknown", "incident.exists", "category.unknown", "area.unknown",
                "question.unknown", "role.unknown", "responder.unknown", "assignment.unknown",
                "assignment.not_yours", "incident.changed", "incident.stage_forbids",
                "assignment.state_forbids", "responder.already_asked", "role.not_required",
                "ladder.ended", "assignment.passed",
            ])
    }
}
