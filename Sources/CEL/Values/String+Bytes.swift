extension String {
    /// Calls a closure with the UTF-8 bytes of the string.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var copy = self
        return copy.withUTF8(body)
    }

    /// Whether two strings are the same code points; Swift's `==` would also accept canonical
    /// equivalents, such as a precomposed letter and its decomposition.
    func hasSameCodePoints(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return withBytes { left in other.withBytes { right in left.elementsEqual(right) } }
    }

    /// Whether the string comes before another in the order of code points.
    func precedes(_ other: String) -> Bool {
        withBytes { left in other.withBytes { right in left.lexicographicallyPrecedes(right) } }
    }

    /// Whether the code points begin with those of another string.
    func starts(withCodePointsOf prefix: String) -> Bool {
        withBytes { bytes in prefix.withBytes { bytes.starts(with: $0) } }
    }

    /// Whether the code points end with those of another string.
    func ends(withCodePointsOf suffix: String) -> Bool {
        withBytes { bytes in
            suffix.withBytes { suffix in
                suffix.count <= bytes.count && bytes.suffix(suffix.count).elementsEqual(suffix)
            }
        }
    }

    /// Whether the code points contain those of another string in a row.
    func contains(codePointsOf part: String) -> Bool {
        withBytes { bytes in part.withBytes { PartSearch.firstIndex(of: $0, in: bytes) != nil } }
    }
}
