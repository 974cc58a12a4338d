import DispatchCore
import Governance

/// What a roster must achieve: a percentile of the time until people are on scene, within a limit.
///
/// An incident at which nobody arrived counts as one that took for ever.
public struct StaffingTarget: Hashable, Sendable, LosslessStringConvertible {
    /// Who must be on scene.
    public enum Moment: String, CaseIterable, Sendable {
        /// The last required role.
        case lastRequired = "last_required_on_scene"
        /// The first responder.
        case first = "first_on_scene"
    }

    /// The percentile, from 1 to 99.
    public let percent: Int
    /// Who must be on scene.
    public let moment: Moment
    /// Within which time after the report.
    public let limit: Duration

    /// A target.
    public init(percent: Int, of moment: Moment, within limit: Duration) {
        self.percent = percent
        self.moment = moment
        self.limit = limit
    }

    /// The target written in `text`, such as `p90(last_required_on_scene) <= 8m`; nil if it is none.
    ///
    /// Units are s, m or min, and h.
    public init?(_ text: String) {
        let plain = text.filter { $0 != " " }
        guard plain.first == "p", let open = plain.firstIndex(of: "("),
            let close = plain.firstIndex(of: ")"), open < close,
            let percent = Int(plain[plain.index(after: plain.startIndex)..<open]),
            (1...99).contains(percent),
            let moment = Moment(rawValue: String(plain[plain.index(after: open)..<close]))
        else { return nil }
        let rest = plain[plain.index(after: close)...]
        guard rest.hasPrefix("<="), let limit = Self.time(rest.dropFirst(2)) else { return nil }
        self.init(percent: percent, of: moment, within: limit)
    }

    /// The target as it is written.
    public var description: String {
        "p\(percent)(\(moment.rawValue)) <= \(limit.components.seconds)s"
    }

    private static func time(_ text: Substring) -> Duration? {
        let number = text.prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
        let units = ["s": 1.0, "m": 60, "min": 60, "h": 3_600]
        guard let amount = Double(number), let unit = units[String(text.dropFirst(number.count))],
            amount > 0, amount * unit <= 7 * 86_400
        else { return nil }
        return .seconds(amount * unit)
    }

    /// The percentile in seconds; infinite where too few arrived, nil where nothing was measured.
    public func value(of measures: RunMeasures) -> Double? {
        guard let (samples, total) = population(measures) else { return nil }
        let rank = (percent * total + 99) / 100
        guard let samples, rank <= samples.count else { return .infinity }
        return Self.sample(at: rank, of: samples).inSeconds
    }

    /// The sample of this rank: the shortest time within which so many are.
    private static func sample(at rank: Int, of samples: SortedSamples) -> Duration {
        var (low, high) = (
            samples.minimum.wholeMicroseconds, samples.maximum.wholeMicroseconds
        )
        while low < high {
            let middle = low + (high - low) / 2
            let within = samples.share(within: .microseconds(middle)) * Double(samples.count)
            if Int(within.rounded()) >= rank { high = middle } else { low = middle + 1 }
        }
        return .microseconds(low)
    }

    /// The share of incidents that met the limit.
    public func compliance(of measures: RunMeasures) -> Double? {
        guard let (samples, total) = population(measures) else { return nil }
        guard let samples else { return 0 }
        return samples.share(within: limit) * Double(samples.count) / Double(total)
    }

    /// The times that were measured, and of how many incidents.
    private func population(_ measures: RunMeasures) -> (SortedSamples?, Int)? {
        let total = measures.inTime.whole
        guard total > 0 else { return nil }
        let index = moment == .first ? 0 : 1
        return (measures.samples[index].sorted(), max(total, measures.samples[index].count))
    }
}
