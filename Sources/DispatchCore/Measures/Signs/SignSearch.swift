public import Governance

/// Looks for signs in the histories of incidents, taken in the order of their reports.
///
/// It keeps some fifty bytes for each closing of the period and, for each category and grid, the last
/// few closings.
public struct SignSearch: Sendable {
    /// How many closings at one place are remembered.
    private static let rememberedClosings = 8

    private struct Closing {
        let at: Instant
        let incident: Incident
    }

    private struct Place: Hashable {
        let category: ReportCategory.ID
        let area: AreaCode
    }

    /// Which incidents are looked at; earlier ones only tell what came up again.
    public let query: StatisticsQuery
    /// The signs found so far; bursts are found by ``finish()``.
    public private(set) var groups: [SignGroup.Key: SignGroup] = [:]
    private let county: County
    private var closings: [Actor: [Closing]] = [:]
    private var lastClosings: [Place: [Closing]] = [:]

    /// A search that has seen nothing yet.
    public init(_ query: StatisticsQuery, in county: County) {
        self.query = query
        self.county = county
    }

    /// From when on the reports must be known; nil for all.
    public var reachesBack: Instant? { query.from.map { $0 - Sign.recurrenceSpan * 2 } }

    /// Takes the history of the next incident.
    public mutating func add(_ history: CaseHistory) {
        let incident = history.incident
        guard !incident.report.isExercise else { return }
        if query.includes(incident.acceptedAt) { look(at: history) }
        guard incident.ending == .settled, let closedAt = incident.closedAt else { return }
        let place = Place(category: incident.report.category, area: incident.report.area)
        var former = lastClosings[place] ?? []
        former.append(Closing(at: closedAt, incident: incident.withoutDetails))
        lastClosings[place] = Array(former.suffix(Self.rememberedClosings))
    }

    /// Finds what can only be found at the end.
    public mutating func finish() {
        for (actor, closings) in closings.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            let sorted = closings.sorted {
                ($0.at, $0.incident.number, $0.incident.id)
                    < ($1.at, $1.incident.number, $1.incident.id)
            }
            var start = 0
            var told = 0
            for end in sorted.indices {
                while sorted[end].at - sorted[start].at > Sign.burstSpan { start += 1 }
                guard end - start + 1 >= Sign.burstCount else { continue }
                for closing in sorted[max(start, told)...end] {
                    note(.closedInBurst, closing.incident, post(of: actor))
                }
                told = end + 1
            }
        }
        closings = [:]
    }

    private mutating func look(at history: CaseHistory) {
        let incident = history.incident
        lookForRecurrence(incident)
        if let closedAt = incident.closedAt, let closer = history.closer, closer != .system {
            closings[closer, default: []].append(
                Closing(at: closedAt, incident: incident.withoutDetails))
        }
        if let handler = history.selfHandler, handler == history.checker {
            note(.checkedByOneself, incident, post(of: handler))
        }
        for assignment in incident.assignments { look(at: assignment, history) }
    }

    private mutating func look(at assignment: Assignment, _ history: CaseHistory) {
        let incident = history.incident
        if let place = incident.report.coordinate,
            let position = history.arrivals[assignment.number]
        {
            let distance = place.distance(to: position)
            if distance > Sign.farAway {
                note(
                    .arrivedFarAway, incident, assignment.role.name,
                    measured: Int(distance.value.rounded()))
            }
        }
        guard let arrival = assignment.onSceneAt, let end = assignment.doneAt else { return }
        let stay = end - arrival
        if stay >= .zero, stay < Sign.shortStay {
            note(
                .doneOnArrival, incident, assignment.role.name,
                measured: Int(stay.wholeMicroseconds / 1_000_000))
        }
    }

    private mutating func lookForRecurrence(_ incident: Incident) {
        let place = Place(category: incident.report.category, area: incident.report.area)
        // A wider area than a grid is no place at which something can be said to come up again.
        guard place.area.level == .grid, let former = lastClosings[place] else { return }
        let last = former.last { closing in
            let since = incident.acceptedAt - closing.at
            return since >= .zero && since <= Sign.recurrenceSpan
                && incident.isNear(closing.incident)
        }
        guard let last else { return }
        note(
            .recurred, incident, "",
            measured: Int((incident.acceptedAt - last.at).wholeMicroseconds / 1_000_000))
    }

    private mutating func note(
        _ sign: Sign, _ incident: Incident, _ post: String, measured: Int? = nil,
    ) {
        let key = SignGroup.Key(sign: sign, township: incident.partition, post: post)
        groups[key, default: SignGroup()].add(incident, measured: measured)
    }

    /// The post of somebody; never who it is.
    private func post(of actor: Actor) -> String {
        switch actor {
        case .worker: "worker"
        case .operator: "operator"
        case .responder(let id): county[id]?.roles.first?.name ?? "responder"
        case .system: "system"
        }
    }
}

extension Incident {
    /// Enough of the incident to name and place it.
    fileprivate var withoutDetails: Incident {
        Incident(id: id, number: number, report: report, acceptedAt: acceptedAt)
    }

    /// Whether two of one grid are of one place, as far as their positions tell.
    fileprivate func isNear(_ other: Incident) -> Bool {
        guard let here = report.coordinate, let there = other.report.coordinate else { return true }
        return here.distance(to: there) <= Sign.samePlace
    }
}
