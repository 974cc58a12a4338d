import DispatchCore
import Governance
import GridTesting
import Testing

struct EffectTests {
    let start = SmallCounty.morning
    let id = SmallCounty.incident(1)

    @Test func `responders are told and operators are alerted, in the order of the events`() {
        let request = AssignmentRequest(
            number: 4, role: .police, responder: .xilingPolice,
            reason: SelectionReason(rung: .role), acknowledgeBy: start)
        let plain = SmallCounty.decision(about: .example())
        let kinds: [Event.Kind] = [
            .reportAccepted(.example(), number: 1, fileBy: nil),
            .incidentFiled(plain, arriveBy: start, settleBy: start),
            .rulesFailed(tables: ["roles"]),
            .respondersRequested([request]), .respondersNotified([4], channel: "app"),
            .assignmentAcknowledged(4), .roleUnfilled(.mediator, fillBy: start),
            .deadlineMissed(.settle, remindAt: start), .incidentClosed,
        ]
        #expect(
            Effect.of(kinds.map { .example($0, at: start) }) == [
                .alert(id, .degradedDecision), .notify(id, assignments: [4]),
                .alert(id, .roleUnfilled(.mediator)), .alert(id, .deadlineMissed(.settle)),
            ])
    }

    @Test func `an event of the county has no effect on anybody`() {
        let event = Event(
            subject: .county, occurredAt: start, recordedAt: start, actor: .system,
            kind: .countyActivated(SmallCounty.version))
        #expect(Effect.of([event]) == [])
    }
}
