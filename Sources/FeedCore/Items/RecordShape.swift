public import Governance
public import TextFormats

/// What the records of a document look like, so that a source that changes its form is noticed.
public struct RecordShape: Hashable, Sendable {
    /// How many fields are watched.
    static let maximumFields = 200
    /// The share of the usual number of records below which something is wrong.
    static let smallestShare = 0.5
    /// A feed with fewer records than this may lose any number of them.
    static let smallestUsual = 10

    /// How many records there were.
    public let count: Int
    /// The kinds of values of the fields that every record had, by path, such as `properties/mag`.
    public let fields: [String: Set<String>]

    /// The shape with these fields.
    public init(count: Int, fields: [String: Set<String>]) {
        self.count = count
        self.fields = fields
    }

    /// The shape of records.
    public init(of records: some Collection<JSON>) {
        count = records.count
        var common: [String: Set<String>]?
        for record in records {
            let kinds = Self.kinds(of: record)
            guard let known = common else {
                common = kinds.mapValues { [$0] }
                continue
            }
            var both: [String: Set<String>] = [:]
            for (path, set) in known {
                if let kind = kinds[path] { both[path] = set.union([kind]) }
            }
            common = both
        }
        fields = common ?? [:]
    }

    private static func kinds(of record: JSON) -> [String: String] {
        var kinds: [String: String] = [:]
        for member in record.objectValue ?? [:] {
            if let inner = member.value.objectValue {
                for nested in inner where kinds.count < maximumFields {
                    kinds["\(member.key)/\(nested.key)"] = kind(of: nested.value)
                }
            }
            guard kinds.count < maximumFields else { break }
            kinds[member.key] = kind(of: member.value)
        }
        return kinds
    }

    private static func kind(of value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "bool"
        case .integer, .number: "number"
        case .string: "text"
        case .array: "list"
        case .object: "object"
        }
    }

    /// What has changed since an earlier document in a way that a source should have told.
    public func drift(
        since earlier: RecordShape, comparesCounts: Bool = true,
    ) -> [LocalizedText] {
        var drift: [LocalizedText] = []
        if comparesCounts, earlier.count >= Self.smallestUsual,
            Double(count) < Double(earlier.count) * Self.smallestShare
        {
            drift.append(
                LocalizedText(
                    chinese: "只有 \(count) 条记录，上次有 \(earlier.count) 条",
                    english: "there are only \(count) records, last time \(earlier.count)"))
        }
        guard count > 0 else { return drift }
        for (path, kinds) in earlier.fields.sorted(by: { $0.key < $1.key }) {
            guard let now = fields[path] else {
                drift.append(
                    LocalizedText(
                        chinese: "字段“\(path)”不再每条都有",
                        english: "the field '\(path)' is not in every record any more"))
                continue
            }
            let odd = now.subtracting(kinds).subtracting(["null"])
            guard !odd.isEmpty, kinds != ["null"] else { continue }
            drift.append(
                LocalizedText(
                    chinese: "字段“\(path)”的类型变为 \(odd.sorted().joined(separator: "、"))",
                    english:
                        "the field '\(path)' has become \(odd.sorted().joined(separator: ", "))"
                ))
        }
        return drift
    }
}
