extension JSONObject {
    /// An object of members whose names are known to differ.
    ///
    /// - Precondition: No name stands twice; it is checked in debug builds only.
    public init(distinct members: [(String, JSON)]) {
        assert(Set(members.map(\.0)).count == members.count, "a name stands twice")
        self.init(uniqueMembers: members.map { Member(key: $0.0, value: $0.1) })
    }
}
