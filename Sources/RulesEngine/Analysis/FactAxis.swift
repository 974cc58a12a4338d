import CEL

/// The values of one dimension told apart by one fact, in the order of that fact, or by several.
///
/// The week has 10,080 minutes but only 24 hours: what reads the hour alone need be looked at 24 times.
struct FactAxis {
    /// The rank of each value of the dimension; values of equal facts have one rank.
    let ranks: [Int32]
    /// The least value of each rank.
    let least: [Int32]
    /// The key of each rank, ascending; empty for several facts, whose ranks are in no order.
    let keys: [CellKey?]
    /// The ranks at which some condition may change.
    private(set) var cuts: Set<Int> = []

    /// The axis of the facts whose keys are given value by value.
    init(_ facts: [[CellKey?]]) {
        precondition(!facts.isEmpty, "an axis is made of facts")
        var numbers: [[CellKey?]: Int32] = [:]
        var least: [Int32] = []
        var ranks: [Int32] = []
        ranks.reserveCapacity(facts[0].count)
        for value in facts[0].indices {
            let key = facts.map { $0[value] }
            if let number = numbers[key] {
                ranks.append(number)
            } else {
                numbers[key] = Int32(least.count)
                ranks.append(Int32(least.count))
                least.append(Int32(value))
            }
        }
        guard facts.count == 1 else {
            (self.ranks, self.least, keys) = (ranks, least, [])
            return
        }
        let order = least.indices.sorted {
            Self.precedes(facts[0][Int(least[$0])], facts[0][Int(least[$1])])
        }
        var position = [Int32](repeating: 0, count: order.count)
        for (rank, number) in order.enumerated() { position[number] = Int32(rank) }
        self.ranks = ranks.map { position[Int($0)] }
        self.least = order.map { least[$0] }
        keys = order.map { facts[0][Int(least[$0])] }
    }

    /// How many ranks there are.
    var count: Int { least.count }

    /// An absent value comes first.
    private static func precedes(_ left: CellKey?, _ right: CellKey?) -> Bool {
        guard let right else { return false }
        guard let left else { return true }
        return left < right
    }

    /// The ranks at which a condition with these boundaries may change, ascending, the first being 0.
    func starts(of boundaries: [CellKey]) -> [Int] {
        var starts: Set<Int> = [0]
        // What is absent is told apart from what is present, whatever the condition.
        if keys.count > 1, keys[0] == nil { starts.insert(1) }
        for boundary in boundaries {
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low + high) / 2
                if Self.precedes(keys[middle], boundary) { low = middle + 1 } else { high = middle }
            }
            if low < keys.count { starts.insert(low) }
        }
        return starts.sorted()
    }

    /// Notes that a condition may change at these ranks.
    mutating func cut(at starts: [Int]) { cuts.formUnion(starts) }

    /// Notes that conditions may change at every rank.
    mutating func cutEverywhere() { cuts.formUnion(0..<count) }

    /// The interval between two cuts that each rank is in.
    var intervals: [Int32] {
        var number: Int32 = -1
        return (0..<count).map { rank in
            if number < 0 || cuts.contains(rank) { number += 1 }
            return number
        }
    }
}
