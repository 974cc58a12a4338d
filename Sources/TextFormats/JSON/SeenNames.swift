/// The names of one object so far, for the check that none stands twice.
///
/// Objects have few members as a rule, so names are compared one by one, and mostly not even that: a
/// name of ASCII letters leaves one of 64 marks, and one that finds its mark free is new. An object
/// with more than ``linearLimit`` members, perhaps built to cost time, gets a set.
struct SeenNames {
    private static let linearLimit = 16

    private var marks: UInt64 = 0
    /// Whether each name has left a mark.
    ///
    /// Names that are not ASCII leave none, since two spellings of different bytes can be
    /// canonically equivalent.
    private var isMarkedWhole = true
    private var set: Set<String> = []

    /// Whether `key` differs from the keys of `members`, all of which were asked about before.
    ///
    /// - Parameters:
    ///   - key: The name.
    ///   - asciiSource: The bytes of the name, if they are ASCII.
    ///   - members: The members so far.
    /// - Returns: Whether the key is new.
    mutating func insert(
        _ key: String, asciiSource: UnsafeBufferPointer<UInt8>?,
        after members: [JSONObject.Member],
    ) -> Bool {
        guard members.count < Self.linearLimit else {
            if set.isEmpty { set = Set(members.lazy.map(\.key)) }
            return set.insert(key).inserted
        }
        if leavesNewMark(asciiSource), isMarkedWhole { return true }
        return !members.contains { $0.key == key }
    }

    private mutating func leavesNewMark(_ name: UnsafeBufferPointer<UInt8>?) -> Bool {
        guard let name, let first = name.first else {
            isMarkedWhole = false
            return false
        }
        let (middle, last) = (name[name.count / 2], name[name.count - 1])
        let hash = name.count &+ 5 &* Int(first) &+ 11 &* Int(middle) &+ 23 &* Int(last)
        let mark = UInt64(1) << UInt64(hash & 63)
        defer { marks |= mark }
        return marks & mark == 0
    }
}
