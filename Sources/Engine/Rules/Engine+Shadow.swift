public import DispatchCore
import Governance

extension Engine {
    /// What the version in shadow would have decided; nil while none runs.
    public var shadowReport: ShadowReport? { shadow.report }

    /// Goes on with the version that ran in shadow when the server ended; called before ``run()``.
    public func resumeShadow(_ dispatcher: Dispatcher) {
        shadow.begin(dispatcher.rules, beside: rules, at: clock.now)
    }

    /// Does what a change means, now that it is on record.
    func take(_ change: RulesChange, _ dispatcher: Dispatcher?) {
        switch change.step {
        case .reloaded, .activated, .rolledBack:
            guard let dispatcher else { return }
            install(dispatcher)
            shadow.take(over: dispatcher.rules, at: clock.now)
        case .shadowStarted:
            guard let dispatcher else { return }
            shadow.begin(dispatcher.rules, beside: rules, at: clock.now)
        case .shadowStopped: shadow.end()
        }
    }

    /// Does what a change of which nobody knew whether it was kept means, if the log has it.
    func settleDoubt(about pending: PendingChange, _ history: RuleHistory) {
        let version = pending.change.version
        let isKept =
            switch pending.change.step {
            case .reloaded, .activated, .rolledBack: history.live?.version == version
            case .shadowStarted: history.shadow?.version == version
            case .shadowStopped: history.shadow == nil
            }
        if isKept { take(pending.change, pending.dispatcher) }
    }
}
