/// Finds bytes in bytes, in time linear in the sum of both.
enum ByteSearch {
    /// Below this length of what is searched for, trying every position is quicker than a table.
    private static let shortLength = 16

    /// The first position, from `start`, at which `needle` occurs in `haystack`.
    static func firstIndex(
        of needle: UnsafeBufferPointer<UInt8>, in haystack: UnsafeBufferPointer<UInt8>,
        from start: Int = 0,
    ) -> Int? {
        guard let first = needle.first else { return start <= haystack.count ? start : nil }
        guard haystack.count - start >= needle.count else { return nil }
        if needle.count > shortLength { return prefixSearch(needle, haystack, start) }
        for position in start...(haystack.count - needle.count)
        where haystack[position] == first {
            var matched = 1
            while matched < needle.count, haystack[position + matched] == needle[matched] {
                matched += 1
            }
            if matched == needle.count { return position }
        }
        return nil
    }

    /// Knuth, Morris and Pratt's search (SIAM J. Comput. 6(2), 1977, doi:10.1137/0206024).
    private static func prefixSearch(
        _ needle: UnsafeBufferPointer<UInt8>, _ haystack: UnsafeBufferPointer<UInt8>, _ start: Int,
    ) -> Int? {
        var borders = [0]
        borders.reserveCapacity(needle.count)
        var border = 0
        for position in 1..<needle.count {
            while border > 0, needle[position] != needle[border] { border = borders[border - 1] }
            if needle[position] == needle[border] { border += 1 }
            borders.append(border)
        }
        var matched = 0
        for position in start..<haystack.count {
            while matched > 0, haystack[position] != needle[matched] {
                matched = borders[matched - 1]
            }
            if haystack[position] == needle[matched] { matched += 1 }
            if matched == needle.count { return position - matched + 1 }
        }
        return nil
    }
}
