/// Finds what a person may have meant by a name that does not exist.
enum Suggestion {
    /// The closest of the candidates, or nil if none is close.
    static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, min(3, name.unicodeScalars.count / 3))
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let distance = distance(name, candidate, limit: limit)
            guard distance <= limit else { continue }
            if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
                best = (distance, candidate)
            }
        }
        return best?.name
    }

    /// Letters to insert, delete, replace or swap with a neighbour, letter case aside.
    ///
    /// The optimal string alignment distance (R. A. Wagner and M. J. Fischer, JACM 21 (1), 1974,
    /// with swaps of neighbours), by rows.
    private static func distance(_ left: String, _ right: String, limit: Int) -> Int {
        let left = Array(left.lowercased().unicodeScalars)
        let right = Array(right.lowercased().unicodeScalars)
        guard abs(left.count - right.count) <= limit, left.count <= 64 else { return limit + 1 }
        var earlier: [Int] = []
        var previous = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (scalar == other ? 0 : 1)
                var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                    best = min(best, earlier[column - 1] + 1)
                }
                current.append(best)
            }
            (earlier, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
