/// Things of which one is chosen, each as likely as its weight says.
public struct WeightedChoice<Value: Sendable>: Sendable {
    /// What can be chosen.
    public let values: [Value]
    private let cumulated: [Double]

    /// A choice; nil without anything of a weight above 0, or with a weight below 0.
    public init?(_ weighted: some Sequence<(Value, Double)>) {
        var values: [Value] = []
        var cumulated: [Double] = []
        var total = 0.0
        for (value, weight) in weighted {
            guard weight >= 0, weight.isFinite else { return nil }
            guard weight > 0 else { continue }
            total += weight
            values.append(value)
            cumulated.append(total)
        }
        guard total > 0, total.isFinite else { return nil }
        self.values = values
        self.cumulated = cumulated
    }

    /// One of the values, for a number in 0 ..< 1; O(log n).
    func pick(_ number: Double) -> Value {
        let wanted = number * cumulated[cumulated.count - 1]
        var (low, high) = (0, cumulated.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulated[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return values[low]
    }
}
