/// Finds a row of elements in another, in time linear in the sum of both.
enum PartSearch {
    /// Below this length of what is searched for, trying every position is quicker than a table.
    private static let shortLength = 16

    /// The first position of a collection at which a part begins; nil if there is none.
    ///
    /// An empty part begins at the first position.
    static func firstIndex<Part: RandomAccessCollection, Whole: RandomAccessCollection>(
        of part: Part, in whole: Whole,
    ) -> Int?
    where Part.Element: Equatable, Part.Element == Whole.Element, Whole.Index == Int {
        guard let first = part.first else { return whole.startIndex }
        guard whole.count >= part.count else { return nil }
        if part.count > shortLength { return tableSearch(Array(part), whole) }
        for start in whole.startIndex...(whole.endIndex - part.count) where whole[start] == first {
            if whole[start..<start + part.count].elementsEqual(part) { return start }
        }
        return nil
    }

    /// Searches with the table of the part's borders.
    ///
    /// The algorithm is by Knuth, Morris and Pratt, SIAM J. Comput. 6(2), 1977,
    /// doi:10.1137/0206024.
    private static func tableSearch<Element: Equatable, Whole: RandomAccessCollection>(
        _ part: [Element], _ whole: Whole,
    ) -> Int? where Whole.Element == Element, Whole.Index == Int {
        var borders = [0]
        borders.reserveCapacity(part.count)
        var border = 0
        for position in 1..<part.count {
            while border > 0, part[position] != part[border] { border = borders[border - 1] }
            if part[position] == part[border] { border += 1 }
            borders.append(border)
        }
        var matched = 0
        for position in whole.indices {
            while matched > 0, whole[position] != part[matched] { matched = borders[matched - 1] }
            if whole[position] == part[matched] { matched += 1 }
            if matched == part.count { return position - matched + 1 }
        }
        return nil
    }
}
