import DispatchCore
import Governance
import Simulator
public import TextFormats

extension SimulationResult {
    /// The result for programs; times in seconds, shares from 0 to 1.
    public var json: JSON {
        var measures = JSONObject()
        for figure in figures { measures[figure.measure.id] = figure.json }
        return [
            "title": title.json,
            "county": .string("\(county.version)"),
            "seed": .string("\(scenario.seed)"),
            "replications": .integer(Int64(replications.count)),
            "confidence": .number(Estimate.confidence),
            "measures": .object(measures),
            "in_time_by_hour": .array(pooled.inTimeByHour.map(\.json)),
            "in_time_by_township": areas(pooled.inTimeByTownship),
            "in_time_by_community": areas(pooled.inTimeByCommunity),
            "last_role": counts(pooled.lastRoles.map { ($0.name, $1) }),
            "called": counts(pooled.rungs.map { ($0.rawValue, $1) }),
            "missed": counts(pooled.missed.map { ($0.rawValue, $1) }),
            "rules": counts(pooled.rules.map { ($0, $1) }),
        ]
    }

    private func areas(_ shares: [AreaCode: RunMeasures.Share]) -> JSON {
        var object = JSONObject()
        for (area, share) in shares.sorted(by: { $0.key < $1.key }) {
            object["\(area)"] = share.json
        }
        return .object(object)
    }

    private func counts(_ counts: [(String, Int)]) -> JSON {
        var object = JSONObject()
        for (name, count) in counts.sorted(by: { $0.0 < $1.0 }) {
            object[name] = .integer(Int64(count))
        }
        return .object(object)
    }
}

extension SimulationResult.Figure {
    fileprivate var json: JSON {
        var object: JSONObject = [
            "unit": .string(measure.unit.rawValue), "value": .rounded(overall),
            "mean": .rounded(estimate?.mean),
            "low": .rounded(estimate?.interval?.lowerBound),
            "high": .rounded(estimate?.interval?.upperBound),
        ]
        object["values"] = .array(values.map(JSON.rounded))
        return .object(object)
    }
}

extension RunMeasures.Share {
    fileprivate var json: JSON {
        [
            "n": .integer(Int64(whole)), "in_time": .integer(Int64(part)),
            "share": .rounded(value),
        ]
    }
}

extension LocalizedText {
    var json: JSON { ["zh": .string(chinese), "en": .string(english)] }
}

extension JSON {
    /// A number to six decimal places, whole where it is whole; null for nil.
    static func rounded(_ value: Double?) -> JSON {
        guard let value, value.isFinite else { return .null }
        let rounded = (value * 1_000_000).rounded() / 1_000_000
        if abs(rounded) < 1e15, rounded == rounded.rounded() { return .integer(Int64(rounded)) }
        return .number(rounded)
    }
}
