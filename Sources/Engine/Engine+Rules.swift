import DispatchCore
import Governance
public import RulesEngine
import Synchronization

extension Engine {
    /// The rules that decide.
    public var rules: RuleSet { edition.withLock { $0 }.dispatcher.rules }

    /// Takes the latest values of feeds; decisions from now on read these and no others.
    public func take(_ values: FeedValues) {
        feedValues.withLock { $0 = values }
    }

    /// What rules can read of feeds at `now`; nothing where no rule reads any.
    func feedReadings(at now: Instant) -> [String: RoutingContext.FeedReading] {
        guard edition.withLock({ $0 }).dispatcher.rules.readsFeeds || shadow.isRunning else {
            return [:]
        }
        return feedValues.withLock { $0 }.readings(at: now)
    }
}
