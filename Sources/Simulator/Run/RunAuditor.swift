import DispatchCore
import Governance

/// Looks over the shoulder of a run: whether each township is as it must be, and is what its events
/// alone make of it.
public struct RunAuditor {
    /// The most findings that are kept; one is enough to disbelieve a run.
    private static let mostFindings = 20

    /// What is not as it must be, as sentences; empty when all is well.
    public private(set) var findings: [String] = []
    private let interval: Int
    private var decisions = 0
    private var townships: [AreaCode: TownshipState] = [:]
    private var replayed: [AreaCode: TownshipState] = [:]

    /// An auditor that looks at a township after each so-many-th decision, from 1 on.
    ///
    /// However seldom it looks, it takes every event.
    public init(every interval: Int) {
        precondition(interval > 0, "an auditor must look some time, not every \(interval)")
        self.interval = interval
    }

    /// Takes notice of a decision.
    public mutating func observe(_ decision: Simulation.Decision) {
        let partition = decision.partition
        townships[partition, default: TownshipState()].apply(decision.outcome)
        for event in decision.outcome.events {
            replayed[partition, default: TownshipState()].evolve(event)
        }
        decisions += 1
        guard decisions % interval == 0, findings.count < Self.mostFindings else { return }
        let audit = TownshipAudit(
            townships[partition] ?? TownshipState(),
            replayed: replayed[partition] ?? TownshipState())
        findings += audit.findings.prefix(Self.mostFindings - findings.count).map {
            "\(decision.at), \(partition): \($0)"
        }
    }
}
