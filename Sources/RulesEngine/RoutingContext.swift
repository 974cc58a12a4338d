import CEL

/// What rules may read beside the report and its moment; whoever routes knows it, the rules do not
/// look it up.
///
/// What is not known is absent: a rule that reads it fails, and its table's default decides, unless
/// the rule asks `has()` first.
public struct RoutingContext: Hashable, Sendable {
    /// How often, and how recently, something was reported from a place; exercises do not count.
    public struct History: Hashable, Sendable {
        /// Reports from the grid in the last 7 days, this one not counted.
        public var here7Days: Int
        /// Reports from the grid in the last 30 days, this one not counted.
        public var here30Days: Int
        /// Those of the last 30 days that have the category of this one.
        public var sameHere30Days: Int
        /// Those of the last 30 days whose main category, the part before the first slash, is that
        /// of this one.
        public var alikeHere30Days: Int
        /// Full hours since the last report from the grid; nil if there was none.
        public var hoursSinceLastHere: Int?

        /// A history with these counts.
        public init(
            here7Days: Int, here30Days: Int, sameHere30Days: Int, alikeHere30Days: Int,
            hoursSinceLastHere: Int?,
        ) {
            self.here7Days = here7Days
            self.here30Days = here30Days
            self.sameHere30Days = sameHere30Days
            self.alikeHere30Days = alikeHere30Days
            self.hoursSinceLastHere = hoursSinceLastHere
        }

        /// That of a place from which nothing was reported yet.
        public static let nothing = History(
            here7Days: 0, here30Days: 0, sameHere30Days: 0, alikeHere30Days: 0,
            hoursSinceLastHere: nil)
    }

    /// The latest item of a governance feed.
    public struct FeedReading: Hashable, Sendable {
        /// What it says.
        public var value: FeedFact.Value
        /// Full minutes since it was true.
        public var ageMinutes: Int
        /// Whether it is older than its data item promises.
        public var isStale: Bool

        /// A reading.
        public init(_ value: FeedFact.Value, ageMinutes: Int, isStale: Bool = false) {
            self.value = value
            self.ageMinutes = ageMinutes
            self.isStale = isStale
        }
    }

    /// What was reported here before; nil where it is not known.
    public var history: History?
    /// The latest items of feeds, by the name of the fact.
    public var feeds: [String: FeedReading]

    /// What is known.
    public init(history: History? = nil, feeds: [String: FeedReading] = [:]) {
        self.history = history
        self.feeds = feeds
    }
}

/// A governance data item that a county's rules may read, as `feeds.NAME.value`,
/// `feeds.NAME.ageMinutes` and `feeds.NAME.isStale`.
public struct FeedFact: Hashable, Sendable {
    /// What kind of value the item has.
    public enum Kind: String, CaseIterable, Sendable {
        /// Yes or no.
        case flag
        /// A whole number.
        case integer
        /// A number that may have a fraction.
        case number
        /// A text.
        case text
    }

    /// A value of an item.
    public enum Value: Hashable, Sendable {
        case flag(Bool)
        case integer(Int64)
        case number(Double)
        case text(String)
    }

    /// The name, which is an identifier of the rules' language.
    public let name: String
    /// The kind of its values.
    public let kind: Kind

    /// An item; nil if the name is not an identifier, such as `river_level`.
    public init?(_ name: String, _ kind: Kind) {
        guard let first = name.utf8.first, first == UInt8(ascii: "_") || first.isLetter,
            name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || $0.isLetter || $0.isDigit })
        else { return nil }
        self.name = name
        self.kind = kind
    }

    /// The name under which rules read the data item of that id: what an identifier cannot have
    /// becomes `_`, as `warning-rainstorm` becomes `warning_rainstorm`.
    public static func name(ofItem id: String) -> String {
        let plain = id.utf8.map { $0.isLetter || $0.isDigit ? $0 : UInt8(ascii: "_") }
        let text = String(decoding: plain, as: UTF8.self)
        return plain.first?.isDigit == true ? "_" + text : text
    }
}

extension FeedFact.Kind {
    /// The type in the rules' language.
    var type: ValueType {
        switch self {
        case .flag: .bool
        case .integer: .int
        case .number: .double
        case .text: .string
        }
    }

    /// A value in the rules' language; nil for one of another kind, which is as good as absent.
    func value(of value: FeedFact.Value) -> Value? {
        switch (self, value) {
        case (.flag, .flag(let flag)): .bool(flag)
        case (.integer, .integer(let integer)): .int(integer)
        case (.number, .integer(let integer)): .double(Double(integer))
        case (.number, .number(let number)): .double(number)
        case (.text, .text(let text)): .string(text)
        default: nil
        }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }

    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
