/// Finds the name that a person may have meant by one that does not exist.
public enum Suggestion {
    /// The name of `names` nearest to `name`, or nil if none is near.
    ///
    /// Near means that at most a third of the letters (at least one) must be inserted, deleted,
    /// replaced or swapped with a neighbour; letter case, spaces, `-` and `_` do not count.
    /// - Complexity: O(n) comparisons, each of at most 64 letters.
    public static func closest(to name: String, among names: some Sequence<String>) -> String? {
        let wanted = letters(of: name)
        let limit = max(1, wanted.count / 3)
        var best: (distance: Int, name: String)?
        for candidate in names {
            let distance = distance(from: wanted, to: letters(of: candidate))
            guard distance <= limit, distance < best?.distance ?? .max else { continue }
            best = (distance, candidate)
        }
        return best?.name
    }

    /// The letters that count in a comparison.
    private static func letters(of name: String) -> [Unicode.Scalar] {
        String(name.unicodeScalars.prefix(64)).lowercased().unicodeScalars
            .filter { !"-_ ".unicodeScalars.contains($0) }
    }

    /// The optimal string alignment distance.
    private static func distance(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
