/// A few distinguishable units under Poisson calls.
///
/// R. Larson, "A hypercube queuing model for facility
/// location and redistricting in urban emergency services", Computers & Operations Research 1 (1),
/// 1974, doi:10.1016/0305-0548(74)90076-8, with an unlimited queue served first come, first served.
///
/// The states are the sets of busy units; they are solved exactly, by elimination.
struct Hypercube {
    /// Calls an hour from each place, and services an hour of each unit.
    let calls: [Double]
    let service: Double
    /// For each place, the units in the order in which they are preferred.
    let preferences: [[Int]]
    let units: Int
    private let probabilities: [Double]

    init(calls: [Double], service: Double, preferences: [[Int]]) {
        self.calls = calls
        self.service = service
        self.preferences = preferences
        units = preferences[0].count
        probabilities = Self.solve(calls, service, preferences, units)
    }

    private static func solve(
        _ calls: [Double], _ service: Double, _ preferences: [[Int]], _ units: Int,
    ) -> [Double] {
        let states = 1 << units
        let full = states - 1
        let total = calls.reduce(0, +)
        let utilisation = total / (Double(units) * service)
        // rates[to][from]; the queue hangs on the full state and leaves its balance as it is.
        var matrix = [[Double]](
            repeating: [Double](repeating: 0, count: states + 1), count: states)
        func flow(_ from: Int, _ to: Int, _ rate: Double) {
            matrix[to][from] += rate
            matrix[from][from] -= rate
        }
        for state in 0..<states {
            for unit in 0..<units where state & (1 << unit) != 0 {
                flow(state, state & ~(1 << unit), service)
            }
            guard state != full else { continue }
            for (place, rate) in calls.enumerated() {
                guard let unit = preferences[place].first(where: { state & (1 << $0) == 0 })
                else { continue }
                flow(state, state | 1 << unit, rate)
            }
        }
        // All probabilities add up to 1; those of the full state with a queue of any length are a
        // geometric series on the first.
        matrix[full] = [Double](repeating: 1, count: states + 1)
        matrix[full][full] = 1 / (1 - utilisation)
        let first = eliminate(&matrix)
        return first.enumerated().map { $0 == full ? $1 / (1 - utilisation) : $1 }
    }

    /// Gauss elimination with partial pivoting of a square system with its right side last.
    private static func eliminate(_ matrix: inout [[Double]]) -> [Double] {
        let count = matrix.count
        for column in 0..<count {
            let pivot = (column..<count).max {
                abs(matrix[$0][column]) < abs(matrix[$1][column])
            }
            matrix.swapAt(column, pivot ?? column)
            for row in 0..<count where row != column {
                let factor = matrix[row][column] / matrix[column][column]
                guard factor != 0 else { continue }
                for index in column...count {
                    matrix[row][index] -= factor * matrix[column][index]
                }
            }
        }
        return (0..<count).map { matrix[$0][count] / matrix[$0][$0] }
    }

    /// The share of its time that a unit is busy.
    func utilisation(of unit: Int) -> Double {
        probabilities.enumerated().reduce(0) {
            $1.offset & (1 << unit) == 0 ? $0 : $0 + $1.element
        }
    }

    /// The share of all calls that come from a place and are served by a unit.
    func fraction(unit: Int, place: Int) -> Double {
        let full = (1 << units) - 1
        let share = calls[place] / calls.reduce(0, +)
        // A call that waits is served by whichever unit is done first: all are alike.
        var sum = probabilities[full] / Double(units)
        for state in 0..<full
        where preferences[place].first(where: { state & (1 << $0) == 0 }) == unit {
            sum += probabilities[state]
        }
        return share * sum
    }

    /// The mean of a travel time over all calls.
    func mean(of time: (_ unit: Int, _ place: Int) -> Double) -> Double {
        (0..<units).reduce(0) { sum, unit in
            calls.indices.reduce(sum) { $0 + fraction(unit: unit, place: $1) * time(unit, $1) }
        }
    }
}
