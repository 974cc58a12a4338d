import Governance
import Simulator

/// Numbers, times and distributions of a scenario.
extension Reading {
    private static let longest = 366 * 86_400.0

    /// A number within `range`.
    mutating func number(_ node: YAMLNode?, in range: ClosedRange<Double>) -> Double? {
        guard let node, let text = text(node) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            addBad(
                node, "'\(text)' is not a number from \(range.lowerBound) to \(range.upperBound)",
                "“\(text)”不是 \(range.lowerBound) 到 \(range.upperBound) 的数")
            return nil
        }
        return value
    }

    /// A length of simulated time, which may be a fraction or nothing: a number and s, min, h or d.
    mutating func simulatedTime(_ node: YAMLNode?) -> Duration? {
        guard let node, let text = text(node) else { return nil }
        let number = text.prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
        let unit: Double? =
            switch text.dropFirst(number.count).drop(while: { $0 == " " }) {
            case "s": 1
            case "min": 60
            case "h": 3_600
            case "d": 86_400
            default: nil
            }
        guard let unit, let amount = Double(number), amount * unit <= Self.longest else {
            addBad(
                node, "'\(text)' is not a length of time: a number and s, min, h or d, up to 366d",
                "“\(text)”不是时长：应为数字加 s、min、h 或 d，最长 366d")
            return nil
        }
        return .microseconds(Int64((amount * unit * 1_000_000).rounded()))
    }

    /// A span of the run, from `from` to `to`.
    mutating func span(_ fields: Fields) -> Range<Duration>? {
        let from = simulatedTime(fields["from"])
        let to = simulatedTime(fields["to"])
        guard let from, let to else { return nil }
        guard from < to else {
            add(
                .badValue, at: fields.place, "the span ends before it begins",
                "时段的结束早于开始")
            return nil
        }
        return from..<to
    }

    /// `count` numbers from 0 to 1,000.
    mutating func factors(_ node: YAMLNode?, count: Int) -> [Double]? {
        guard let node, let items = list(node) else { return nil }
        guard items.count == count else {
            addBad(
                node, "there are \(items.count) factors; needed are \(count)",
                "有 \(items.count) 个系数；应为 \(count) 个")
            return nil
        }
        let numbers = items.compactMap { number($0, in: 0...1_000) }
        return numbers.count == count ? numbers : nil
    }

    /// How long something takes: a length of time, or a distribution.
    mutating func distribution(_ node: YAMLNode?) -> Distribution? {
        guard let node else { return nil }
        guard case .mapping = node.content else { return simulatedTime(node).map { .constant($0) } }
        let kinds = ["exponential", "lognormal", "gamma", "empirical"]
        guard let fields = fields(node, required: [], optional: kinds) else { return nil }
        let given = kinds.filter { fields[$0] != nil }
        guard let kind = given.first, given.count == 1, let value = fields[kind] else {
            addBad(
                node, "a distribution is one of \(kinds.joined(separator: ", "))",
                "分布应为 \(kinds.joined(separator: "、")) 之一")
            return nil
        }
        switch kind {
        case "exponential": return simulatedTime(value).map { .exponential(mean: $0) }
        case "lognormal": return lognormal(value)
        case "gamma": return gamma(value)
        default: return empirical(value)
        }
    }

    private mutating func lognormal(_ node: YAMLNode) -> Distribution? {
        guard let fields = fields(node, required: ["median", "spread"]) else { return nil }
        let median = simulatedTime(fields["median"])
        let spread = number(fields["spread"], in: 0...10)
        guard let median, let spread else { return nil }
        return .lognormal(median: median, spread: spread)
    }

    private mutating func gamma(_ node: YAMLNode) -> Distribution? {
        guard let fields = fields(node, required: ["mean", "shape"]) else { return nil }
        let mean = simulatedTime(fields["mean"])
        let shape = number(fields["shape"], in: 0.01...1_000)
        guard let mean, let shape else { return nil }
        return .gamma(mean: mean, shape: shape)
    }

    private mutating func empirical(_ node: YAMLNode) -> Distribution? {
        guard let items = list(filled(node)) else { return nil }
        let times = items.compactMap { simulatedTime($0) }
        return times.isEmpty ? nil : .empirical(times)
    }
}
