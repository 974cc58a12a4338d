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
        var common: [Field] = []
        for (index, record) in records.enumerated() {
            let fields = Self.fields(of: record)
            guard index > 0 else {
                common = fields
                continue
            }
            Self.join(&common, fields)
        }
        fields = Dictionary(
            common.map { ($0.path, Kind.names(of: $0.kinds)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// One field of records, with the kinds of its values as bits.
    private struct Field {
        let outer: String
        let inner: String?
        var kinds: UInt8

        var path: String { inner.map { "\(outer)/\($0)" } ?? outer }

        func isSame(as other: Field) -> Bool { outer == other.outer && inner == other.inner }
    }

    private enum Kind: UInt8, CaseIterable {
        case null = 1
        case bool = 2
        case number = 4
        case text = 8
        case list = 16
        case object = 32

        init(_ value: JSON) {
            self =
                switch value {
                case .null: .null
                case .bool: .bool
                case .integer, .number: .number
                case .string: .text
                case .array: .list
                case .object: .object
                }
        }

        static func names(of bits: UInt8) -> Set<String> {
            Set(allCases.filter { bits & $0.rawValue != 0 }.map { "\($0)" })
        }
    }

    private static func fields(of record: JSON) -> [Field] {
        guard case .object(let object) = record else { return [] }
        var fields: [Field] = []
        fields.reserveCapacity(object.count)
        for member in object.members where fields.count < maximumFields {
            if case .object(let nested) = member.value {
                for inner in nested.members where fields.count < maximumFields {
                    fields.append(
                        Field(
                            outer: member.key, inner: inner.key, kinds: Kind(inner.value).rawValue))
                }
            }
            guard fields.count < maximumFields else { break }
            fields.append(
                Field(outer: member.key, inner: nil, kinds: Kind(member.value).rawValue))
        }
        return fields
    }

    /// Keeps the fields that both have; records of one source name them in the same order, mostly.
    private static func join(_ common: inout [Field], _ fields: [Field]) {
        let areAlike =
            common.count == fields.count
            && common.indices.allSatisfy { common[$0].isSame(as: fields[$0]) }
        if areAlike {
            for index in common.indices { common[index].kinds |= fields[index].kinds }
            return
        }
        let kinds = Dictionary(
            fields.map { ($0.path, $0.kinds) }, uniquingKeysWith: { first, _ in first })
        common = common.compactMap { field in
            kinds[field.path].map {
                Field(outer: field.outer, inner: field.inner, kinds: field.kinds | $0)
            }
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
