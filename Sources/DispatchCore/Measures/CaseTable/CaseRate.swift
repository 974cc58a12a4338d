public import Governance

/// A rate of the monthly tables: one count out of another.
public struct CaseRate: Hashable, Sendable {
    /// The name that programs know it by, for example `closingInTime`.
    public let id: String
    /// The name that people see.
    public let title: LocalizedText
    /// What is counted.
    public let part: CaseColumn
    /// Out of what.
    public let whole: CaseColumn

    /// What the rate is, with its denominator.
    public var definition: LocalizedText {
        LocalizedText(
            chinese: "\(part.words.title.chinese) ÷ \(whole.words.title.chinese)",
            english: "\(part.words.title.english) ÷ \(whole.words.title.english)")
    }

    /// All rates, in the order of the life of a case.
    ///
    /// 漏报率 is not among them: what nobody reported is not in the log.
    public static let all = [
        rate("validReport", "有效上报率", "valid reports", .valid, .reported),
        rate("filing", "立案率", "filing rate", .filed, .accepted),
        rate("filingInTime", "按时立案率", "filed in time", .filedInTime, .filed),
        rate("rightDispatch", "准确派遣率", "rightly dispatched", .dispatchedRight, .dispatched),
        rate("disposal", "处置率", "disposal rate", .disposed, .dueToDispose),
        rate("disposalInTime", "按期处置率", "disposed in time", .disposedInTime, .dueToDispose),
        rate("closing", "结案率", "closing rate", .closed, .dueToClose),
        rate("closingInTime", "按期结案率", "closed in time", .closedInTime, .dueToClose),
        rate("rework", "返工率", "rework rate", .reworked, .disposed),
        rate("extension", "延期率", "extension rate", .extended, .dueToDispose),
        rate("satisfaction", "满意率", "satisfaction", .satisfied, .calledBack),
    ]

    private static func rate(
        _ id: String, _ chinese: String, _ english: String, _ part: CaseColumn,
        _ whole: CaseColumn,
    ) -> CaseRate {
        CaseRate(
            id: id, title: LocalizedText(chinese: chinese, english: english), part: part,
            whole: whole)
    }
}

/// The counts of one row of a monthly table.
public struct CaseCounts: Hashable, Sendable {
    private var values = Array(repeating: 0, count: CaseColumn.allCases.count)

    /// Nothing counted.
    public init() {}

    /// One count.
    public subscript(column: CaseColumn) -> Int {
        get { values[Self.positions[column] ?? 0] }
        set { values[Self.positions[column] ?? 0] = newValue }
    }

    /// A rate in hundredths of a percent, rounded half up; nil of none.
    public func basisPoints(_ rate: CaseRate) -> Int? {
        let (part, whole) = (self[rate.part], self[rate.whole])
        return whole == 0 ? nil : (part * 20_000 / whole + 1) / 2
    }

    /// Adds other counts.
    public mutating func add(_ other: CaseCounts) {
        for index in values.indices { values[index] += other.values[index] }
    }

    mutating func count(_ column: CaseColumn, if isTrue: Bool = true) {
        if isTrue { self[column] += 1 }
    }

    private static let positions = Dictionary(
        uniqueKeysWithValues: CaseColumn.allCases.enumerated().map { ($1, $0) })
}
