import DispatchCore
import EventBus
import Governance

/// Incidents that are made by the core, one after the other, for a log to be read back.
struct RestartStory {
    private let dispatcher: Dispatcher
    private let grids: [Area]
    private var townships: [AreaCode: TownshipState] = [:]
    private var now = Instant(secondsSinceEpoch: 1_794_967_200)
    private var serial: UInt64 = 0
    private(set) var records = 0
    private(set) var open = 0
    private(set) var closed = 0

    init(_ dispatcher: Dispatcher) {
        self.dispatcher = dispatcher
        let all = dispatcher.county.grids
        grids = all.areas(at: .grid) + all.areas(at: .community)
    }

    /// The requests of the next incident: its whole way, or up to everybody being asked.
    mutating func incident(staysOpen: Bool) throws -> [AppendRequest] {
        serial += 1
        now = now + .seconds(7)
        let id = Incident.ID(high: 0x019A_9000_0000_7000, low: 0x8000_0000_0000_0000 | serial)
        let area = grids[Int(serial) % grids.count].code
        let categories = dispatcher.county.categories
        let report = Report(
            id: Report.ID(high: id.high, low: id.low),
            category: categories[Int(serial) % categories.count].id, area: area, source: .worker,
            occurredAt: now)
        let words = PersonalData(text: "门内有哭声,老人说子女不管,请尽快来人。")
        var requests = [try request(.submit(report), by: .worker("li"), id, area, words)]
        let numbers = state(area).incidents[id]?.assignments.map(\.number) ?? []
        requests.append(
            try request(.confirmNotified(numbers, channel: Engine.inbox), by: .system, id, area))
        guard !staysOpen else {
            open += 1
            return requests.filter { !$0.events.isEmpty }
        }
        for step in [Command.Action.acknowledge, Command.Action.depart] {
            for number in numbers { requests.append(try request(step(number), id, area)) }
        }
        for number in numbers {
            requests.append(try request(.arrive(number, position: nil), id, area))
        }
        for number in numbers { requests.append(try request(.finish(number), id, area)) }
        requests.append(try request(.check, id, area))
        requests.append(try request(.close, id, area))
        closed += 1
        return requests.filter { !$0.events.isEmpty }
    }

    private func state(_ area: AreaCode) -> TownshipState {
        townships[area.ancestor(at: .township) ?? area] ?? TownshipState()
    }

    private mutating func request(
        _ action: Command.Action, by actor: Actor = .operator("wang"), _ id: Incident.ID,
        _ area: AreaCode, _ personal: PersonalData? = nil,
    ) throws -> AppendRequest {
        now = now + .milliseconds(500)
        let partition = area.ancestor(at: .township) ?? area
        let command = Command(incident: id, actor: actor, action: action, personal: personal)
        let outcome = try dispatcher.decide(
            command, in: townships[partition] ?? TownshipState(), at: now)
        townships[partition, default: TownshipState()].apply(outcome)
        records += outcome.events.count
        return AppendRequest(
            partition: partition, events: outcome.events, incident: outcome.incident)
    }
}
