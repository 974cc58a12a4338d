import DispatchCore
import Governance
import Simulator

/// How long each incident of some replications waited for its last required role.
struct IncidentOutcomes: Sendable {
    /// One incident over the replications.
    struct Outcome: Sendable {
        let report: Report
        let number: Int
        /// How often the last required role arrived, and how long that took together, in seconds.
        var arrivals = 0
        var seconds = 0.0
        /// How often the last required role did not arrive although one was required.
        var failures = 0
        /// Who came, how often.
        var people: [Responder.ID: Int] = [:]

        /// The mean time; nil where it never arrived.
        var mean: Double? { arrivals == 0 ? nil : seconds / Double(arrivals) }

        /// Who came in most replications, by name.
        var usualPeople: [Responder.ID] {
            people.filter { $0.value * 2 > arrivals + failures }.keys.sorted()
        }
    }

    private(set) var byIncident: [Incident.ID: Outcome] = [:]

    /// Takes notice of an incident that has ended.
    mutating func add(_ incident: Incident) {
        guard let decision = incident.decision, !decision.roles.isEmpty else { return }
        var outcome =
            byIncident.removeValue(forKey: incident.id)
            ?? Outcome(report: incident.report, number: incident.number)
        if let full = incident.fullAssignment {
            outcome.arrivals += 1
            outcome.seconds += (full.at - incident.acceptedAt).inSeconds
        } else {
            outcome.failures += 1
        }
        for assignment in incident.assignments where assignment.onSceneAt != nil {
            outcome.people[assignment.responder, default: 0] += 1
        }
        byIncident[incident.id] = outcome
    }

    /// Adds the outcomes of another replication.
    mutating func add(_ other: IncidentOutcomes) {
        for (id, more) in other.byIncident {
            guard var outcome = byIncident.removeValue(forKey: id) else {
                byIncident[id] = more
                continue
            }
            outcome.arrivals += more.arrivals
            outcome.seconds += more.seconds
            outcome.failures += more.failures
            outcome.people.merge(more.people, uniquingKeysWith: +)
            byIncident[id] = outcome
        }
    }
}
