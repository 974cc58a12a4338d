import DispatchCore
import Governance
import GridTesting
import Testing

/// Whatever is ordered about duty, and whatever happens: nobody off duty is paged.
struct DutyInvariantTests {
    @Test(arguments: SeededGenerator.seeds(40))
    func `nobody off duty is ever asked, but where an operator overrides it`(seed: UInt64) {
        var history = RandomHistory(seed: seed)
        for _ in 0..<300 { _ = history.advance() }
        let county = history.story.dispatcher.county
        var book = DutyBook()
        var asked = 0
        for (position, event) in history.story.log.enumerated() {
            if event.incident == nil { book.evolve(event) }
            guard case .respondersRequested(let requests) = event.kind else { continue }
            let isOverride =
                position > 0
                && history.story.log[..<position].reversed().prefix(3).contains {
                    if case .overrideOrdered(.assign) = $0.kind { true } else { false }
                }
            for request in requests {
                guard let responder = county[request.responder] else { continue }
                let plan = DutyPlan(of: responder, in: book, zone: county.timeZone)
                let status = plan.status(at: event.recordedAt)
                let isAllowed =
                    status != .offDuty || (isOverride && request.reason.rung == .chosen)
                #expect(isAllowed, "seed \(seed): \(request.responder) at \(event.recordedAt)")
                if request.reason.rung != .chosen, request.reason.rung != .before {
                    #expect(request.reason.isStandby == (status == .standby), "seed \(seed)")
                }
                asked += 1
            }
        }
        #expect(asked > 0)
    }
}
