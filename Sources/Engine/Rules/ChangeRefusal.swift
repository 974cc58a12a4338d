public import DispatchCore
import Governance

/// Why a change of versions was not carried out; nothing has changed then, unless the log's error
/// leaves doubt.
public enum ChangeRefusal: Error, Sendable {
    /// The engine could not carry it out.
    case engine(EngineError)
    /// The version cannot take over while the system runs.
    case obstacles([TakeoverObstacle])
}

/// A change of versions that waits for the end of a batch.
struct PendingChange: Sendable {
    let change: RulesChange
    let actor: Actor
    /// What comes into force.
    let dispatcher: Dispatcher?
    let answer: @Sendable (Result<RuleHistory, ChangeRefusal>) -> Void
}
