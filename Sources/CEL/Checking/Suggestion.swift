/// Finds what a person may have meant by a name that does not exist.
enum Suggestion {
    /// The sentence about a record type that lacks a field.
    static func noField(_ field: String, in type: String, of fields: [String]) -> String {
        "'\(type)' has no field '\(field)'\(didYouMean(field, among: fields))"
    }

    /// `; did you mean 'x'?` with the closest candidate, or nothing if none is close.
    ///
    /// The name itself is not suggested, and `dot` stands before what is.
    static func didYouMean(
        _ name: String, among candidates: some Sequence<String>, dot: String = "",
    ) -> String {
        let limit = max(1, min(3, name.count / 2))
        let closest = candidates.filter { $0 != name }
            .map { (distance(name, $0, limit: limit), $0) }
            .filter { $0.0 <= limit }.min { $0 < $1 }
        return closest.map { "; did you mean '\(dot)\($0.1)'?" } ?? ""
    }

    /// The number of letters to insert, delete, replace or swap with a neighbour to get from one
    /// name to the other, letter case aside (the optimal string alignment distance).
    private static func distance(_ left: String, _ right: String, limit: Int) -> Int {
        let left = Array(left.lowercased().unicodeScalars)
        let right = Array(right.lowercased().unicodeScalars)
        guard abs(left.count - right.count) <= limit else { return limit + 1 }
        var rows = [Array(0...right.count)]
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = rows[row][column] + (scalar == other ? 0 : 1)
                var best = min(replaced, rows[row][column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                current.append(best)
            }
            rows.append(current)
        }
        return rows[left.count][right.count]
    }
}
