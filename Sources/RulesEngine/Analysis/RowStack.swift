/// Room for rows of bits that are made while a condition is looked at: for each kind of a dimension
/// whether the condition may hold, whether it may fail, and whether it may break.
struct RowStack {
    var words: ContiguousArray<UInt64> = []
    private var top = 0

    /// Makes room for the three rows of a condition; where they begin.
    mutating func push(_ wordCount: Int) -> Int {
        let base = top
        top += 3 * wordCount
        while words.count < top { words.append(0) }
        return base
    }

    /// Gives back everything from `base` on.
    mutating func pop(to base: Int) { top = base }

    /// Makes rows of the same outcomes for each kind.
    mutating func fill(_ base: Int, _ wordCount: Int, _ outcomes: Outcomes) {
        words.withUnsafeMutableBufferPointer { words in
            for (row, outcome) in [Outcomes.holds, .fails, .breaks].enumerated() {
                let word: UInt64 = outcomes.contains(outcome) ? .max : 0
                let start = base + row * wordCount
                for index in start..<start + wordCount { words[index] = word }
            }
        }
    }

    /// Takes over one row from elsewhere; none is a row without any kind.
    mutating func copy(
        _ row: Int, of other: ContiguousArray<UInt64>, to start: Int, _ wordCount: Int,
    ) {
        words.withUnsafeMutableBufferPointer { words in
            other.withUnsafeBufferPointer { other in
                for index in 0..<wordCount {
                    words[start + index] = row < 0 ? 0 : other[row + index]
                }
            }
        }
    }

    /// What `!` makes of rows.
    mutating func negate(_ base: Int, _ wordCount: Int) {
        words.withUnsafeMutableBufferPointer { words in
            for index in base..<base + wordCount {
                let holds = words[index]
                words[index] = words[index + wordCount]
                words[index + wordCount] = holds
            }
        }
    }

    /// What `&&` makes of rows and others, which come to lie at `base`; the same as ``Outcomes/and(_:)``.
    mutating func and(_ base: Int, _ other: Int, _ wordCount: Int) {
        words.withUnsafeMutableBufferPointer { words in
            for index in 0..<wordCount {
                let (holds, fails, breaks) = (base, base + wordCount, base + 2 * wordCount)
                let mine = (words[holds + index], words[fails + index], words[breaks + index])
                let theirs = (
                    words[other + index], words[other + wordCount + index],
                    words[other + 2 * wordCount + index]
                )
                words[holds + index] = mine.0 & theirs.0
                words[fails + index] = mine.1 | theirs.1
                words[breaks + index] =
                    (mine.2 & (theirs.0 | theirs.2)) | (theirs.2 & (mine.0 | mine.2))
            }
        }
    }

    /// What `? :` makes of a condition's rows and two others, which come to lie at `base`.
    mutating func choose(_ base: Int, _ accepted: Int, _ rejected: Int, _ wordCount: Int) {
        words.withUnsafeMutableBufferPointer { words in
            for index in 0..<wordCount {
                let holds = words[base + index]
                let fails = words[base + wordCount + index]
                let breaks = words[base + 2 * wordCount + index]
                for row in 0..<3 {
                    let offset = row * wordCount + index
                    let chosen =
                        (holds & words[accepted + offset]) | (fails & words[rejected + offset])
                    words[base + offset] = row == 2 ? chosen | breaks : chosen
                }
            }
        }
    }
}
