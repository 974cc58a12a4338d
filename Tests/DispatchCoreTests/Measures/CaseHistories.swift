import DispatchCore
import Governance
import GridTesting

extension TownshipStory {
    /// The histories of all incidents in the order of their reports, as they were recorded by then.
    func histories(asOf moment: Instant? = nil) -> [CaseHistory] {
        var order: [Incident.ID] = []
        var events: [Incident.ID: [Event]] = [:]
        for event in log {
            guard let id = event.incident else { continue }
            if events[id] == nil { order.append(id) }
            events[id, default: []].append(event)
        }
        return order.compactMap { CaseHistory(events[$0] ?? [], asOf: moment ?? now) }
    }

    /// Everybody who was asked arrives and is done, one after the other.
    mutating func settle(
        _ serial: UInt64 = 1, arriving: Duration = .seconds(40), staying: Duration = .minutes(10),
    ) throws {
        wait(arriving)
        let numbers = self[serial]?.assignments.filter(\.state.isLive).map(\.number) ?? []
        for number in numbers {
            try respond(number, { .arrive($0, position: nil) }, serial: serial)
        }
        wait(staying)
        for number in numbers { try respond(number, { .finish($0) }, serial: serial) }
    }

    /// The result is checked and the incident closed.
    mutating func close(_ serial: UInt64 = 1, by actor: Actor = .operator("wang")) throws {
        let id = SmallCounty.incident(serial)
        try perform(.example(.check, on: id, by: .operator("chen")))
        try perform(.example(.close, on: id, by: actor))
    }
}
