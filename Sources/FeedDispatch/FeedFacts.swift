public import Engine
public import FeedCore
public import Governance
import RulesEngine
import Synchronization
import TextFormats

/// Hands the latest values of data items to the rules, each with the moment at which it was true.
public final class FeedFacts: Sendable {
    private let engine: Engine
    private let values = Mutex(FeedValues())

    /// What is known is handed to `engine`.
    public init(_ engine: Engine) {
        self.engine = engine
    }

    /// Takes what is known of a data item, whose source answered at `moment`.
    public func take(_ item: DataItem, _ memory: FeedMemory, at moment: Instant) {
        let name = FeedFact.name(ofItem: item.id.name)
        let value = Self.value(of: item, memory)
        let all = values.withLock { values in
            values.latest[name] = value.map {
                FeedValues.Latest($0, trueAt: moment, freshness: item.freshness)
            }
            return values
        }
        engine.take(all)
    }

    /// The one value that rules read; nil where the records say none.
    static func value(of item: DataItem, _ memory: FeedMemory) -> FeedFact.Value? {
        let combination = item.mapping.factType == nil ? .count : item.combination
        guard let json = combination.value(of: memory.items.values) else { return nil }
        return switch json {
        case .bool(let flag): .flag(flag)
        case .integer(let integer): .integer(integer)
        case .number(let number): .number(number)
        case .string(let text): .text(text)
        case .null, .array, .object: nil
        }
    }
}
