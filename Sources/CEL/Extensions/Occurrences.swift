/// Where a text occurs in another, and what is made of that.
enum Occurrences {
    typealias Scalars = [Unicode.Scalar]

    /// The first position, from `start` on, at which `part` occurs; nil if there is none.
    static func first(of part: Scalars, in text: Scalars, from start: Int) -> Int? {
        PartSearch.firstIndex(of: part, in: text[start...])
    }

    /// The last position at which `part` occurs, at most `limit`; nil if there is none.
    static func last(of part: Scalars, in text: Scalars, startingUpTo limit: Int?) -> Int? {
        guard part.count <= text.count else { return nil }
        let end = min(limit ?? text.count, text.count - part.count) + part.count
        // The last occurrence is the first one of the mirrored texts.
        let mirrored = Array(text[..<end].reversed())
        return PartSearch.firstIndex(of: part.reversed(), in: mirrored).map {
            end - $0 - part.count
        }
    }

    /// The parts of a text around the occurrences of a separator, of which at most `cuts` count.
    ///
    /// An empty separator stands between any two code points; with `atEnds` also before the first
    /// and behind the last.
    private static func parts(
        of text: Scalars, by separator: Scalars, cuts: Int, atEnds: Bool,
    ) -> [ArraySlice<Unicode.Scalar>] {
        var parts: [ArraySlice<Unicode.Scalar>] = []
        var start = 0
        if separator.isEmpty {
            if atEnds, cuts > 0 { parts.append([]) }
            let inner = atEnds ? text.count : max(0, text.count - 1)
            while start < inner, parts.count < cuts {
                parts.append(text[start...start])
                start += 1
            }
        } else {
            while parts.count < cuts, let end = first(of: separator, in: text, from: start) {
                parts.append(text[start..<end])
                start = end + separator.count
            }
        }
        return parts + [text[start...]]
    }

    /// The parts of a text around the occurrences of another that are to be replaced, at most
    /// `limit` of them unless that is negative.
    static func parts(of text: Scalars, around old: Scalars, limit: Int64) -> [String] {
        let cuts = limit < 0 ? Int.max : Int(limit)
        return parts(of: text, by: old, cuts: cuts, atEnds: true).map { String($0) }
    }

    /// The parts of a text around a separator, at most `limit` of them unless that is negative.
    static func split(_ text: Scalars, by separator: Scalars, limit: Int64) -> [String] {
        guard limit != 0, !(text.isEmpty && separator.isEmpty) else { return [] }
        let cuts = limit < 0 ? Int.max : Int(limit) - 1
        return parts(of: text, by: separator, cuts: cuts, atEnds: false).map { String($0) }
    }
}

extension String {
    /// Makes a string of code points.
    init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
