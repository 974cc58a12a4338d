/// A JSON object: values by name, in the order in which they were written, no name twice.
///
/// Look-up is linear, since objects have few members; to look up many names in a large object, make
/// a dictionary of it.
public struct JSONObject: Hashable, Sendable {
    /// A name and its value.
    public struct Member: Hashable, Sendable {
        /// The name.
        public let key: String
        /// The value.
        public internal(set) var value: JSON
    }

    /// The members in order.
    public private(set) var members: [Member]

    /// An object without members.
    public init() {
        members = []
    }

    /// An object of members whose keys are known to differ.
    init(uniqueMembers: [Member]) {
        members = uniqueMembers
    }

    /// The value of `key`; setting nil removes the member, setting a new one appends it.
    /// - Complexity: O(n).
    public subscript(key: String) -> JSON? {
        get {
            for member in members where member.key == key { return member.value }
            return nil
        }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The names in order.
    public var keys: some RandomAccessCollection<String> { members.lazy.map(\.key) }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member.
    public var startIndex: Int { members.startIndex }
    /// The position behind the last member.
    public var endIndex: Int { members.endIndex }
    /// The member at `position`.
    public subscript(position: Int) -> Member { members[position] }
}
