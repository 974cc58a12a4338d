public import Governance
public import TextFormats

extension SignSearch {
    /// Writes the questions as one object; equal searches give equal bytes.
    public func write(to writer: inout JSONWriter, county: County) {
        writer.object { object in
            object.field("table", "signs")
            object.field("note", Self.note)
            object.field("from", query.from)
            object.field("to", query.to)
            object.field("asOf", query.asOf)
            object.array("rows") { array in
                for (key, group) in sortedGroups {
                    array.object { write(key, group, to: &$0, county) }
                }
            }
        }
    }

    /// The questions, kind by kind, the most frequent first.
    public var sortedGroups: [(key: SignGroup.Key, group: SignGroup)] {
        let order = Dictionary(
            uniqueKeysWithValues: Sign.allCases.enumerated().map { ($1, $0) })
        return groups.sorted { one, other in
            let (first, second) = (order[one.key.sign] ?? 0, order[other.key.sign] ?? 0)
            if first != second { return first < second }
            if one.value.count != other.value.count { return one.value.count > other.value.count }
            return (one.key.township, one.key.post) < (other.key.township, other.key.post)
        }.map { ($0.key, $0.value) }
    }

    private func write(
        _ key: SignGroup.Key, _ group: SignGroup, to object: inout JSONObjectWriter,
        _ county: County,
    ) {
        object.field("sign", key.sign.rawValue)
        object.field("title", key.sign.title)
        object.field("question", key.sign.question)
        object.field("township", key.township)
        object.field("townshipTitle", county.grids[key.township]?.name)
        if !key.post.isEmpty {
            object.field("post", key.post)
            object.field("postTitle", Self.title(ofPost: key.post, in: county))
        }
        object.field("count", group.count)
        object.array("incidents") { array in
            for one in group.cases {
                array.object {
                    $0.field("id", one.incident)
                    $0.field("number", one.number)
                    $0.field(
                        key.sign == .arrivedFarAway ? "metres" : "seconds", one.measured)
                }
            }
        }
    }

    /// What people call a post.
    public static func title(ofPost post: String, in county: County) -> LocalizedText? {
        switch post {
        case "operator": LocalizedText(chinese: "值班员", english: "operator")
        case "worker": LocalizedText(chinese: "网格员", english: "grid worker")
        default: county[Role.ID(trusted: post)]?.title
        }
    }

    /// What the questions are, and what they are not.
    public static let note = LocalizedText(
        chinese: "这些是供主管核问的线索,不是结论;只到岗位和乡镇,不针对个人,更不针对居民。",
        english: """
            These are questions for supervisors, not verdicts: by post and township, about no single \
            person and never about residents.
            """)
}
