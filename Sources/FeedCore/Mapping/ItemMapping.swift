public import CEL
import Governance
import TextFormats

/// Turns records into items; where it is silent, what the format itself says holds.
public struct ItemMapping: Sendable {
    /// The longest key, in bytes.
    public static let maximumKeyBytes = 1_024
    /// The longest title, in characters; what is longer is cut.
    static let maximumTitle = 500
    /// The longest link, in bytes; a longer one is left out.
    static let maximumLinkBytes = 2_048
    /// The largest fact, in bytes.
    static let maximumFactBytes = 16 << 10
    /// What one expression may cost on one record.
    static let budget = 100_000

    let environment: MappingEnvironment
    let programs: [MappingPart: Program]
    private let isStandardKey: Bool
    private let system: SourceSystem

    /// Compiles a mapping.
    ///
    /// - Throws: The errors of the first part that cannot be compiled.
    public init(
        _ parts: [MappingPart: Source] = [:], system: SourceSystem = .wgs84,
        environment: MappingEnvironment = MappingEnvironment(),
    ) throws(CompilationFailure) {
        self.environment = environment
        self.system = system
        isStandardKey = parts.isEmpty
        var programs: [MappingPart: Program] = [:]
        for part in MappingPart.allCases {
            guard let source = parts[part] ?? part.standard.map({ Source($0) }) else { continue }
            programs[part] = try environment.compile(source, for: part)
        }
        self.programs = programs
    }

    /// The type of the facts, where the expression tells it; nil without one.
    public var factType: ValueType? { programs[.fact]?.resultType }

    /// Whether records open reports.
    public var opensReports: Bool { programs[.opens] != nil }

    /// The item that a record is.
    ///
    /// - Throws: The refusal of a record without key, or one that an expression fails on.
    public func item(for record: FeedRecord) throws(Refusal) -> FeedItem {
        let standard = record.standard
        // Most feeds say nothing of their own, so their records need not become values.
        guard !isStandardKey else {
            return FeedItem(
                key: try Self.checked(standard.id ?? "", record),
                title: standard.title.map(Self.cut), link: standard.shortLink, time: standard.time,
                coordinate: standard.coordinate,
                category: nil, action: .keep, fact: nil)
        }
        let activation = environment.activation(for: record)
        func value(_ part: MappingPart) throws(Refusal) -> Value? {
            guard let program = programs[part] else { return nil }
            do throws(CELError) {
                return try program.evaluate(activation, budget: Self.budget)
            } catch {
                throw Refusal(
                    .mapping, name: standard.id, key: standard.id, place: record.place,
                    LocalizedText(
                        chinese: "映射“\(part.rawValue)”失败，\(error.code.chinese)：\(error.message)",
                        english: "the mapping of '\(part.rawValue)' failed: \(error.message)"))
            }
        }
        let key = try Self.checked(try value(.key)?.text ?? "", record)
        let when = try value(.when)
        let place = try (value(.latitude), value(.longitude))
        return FeedItem(
            key: key, title: (try value(.title)?.text).map(Self.cut), link: standard.shortLink,
            time: when.map { $0.moment } ?? standard.time,
            coordinate: coordinate(place.0, place.1) ?? standard.coordinate,
            area: try name(value(.area)?.text, .area, record), category: try value(.category)?.text,
            action: standard.isRelayed
                ? .keep
                : try action { (part) throws(Refusal) in try value(part) == .bool(true) },
            about: try value(.about)?.text,
            incident: try name(value(.incident)?.text, .incident, record),
            fact: try Self.bounded(value(.fact)?.json, record))
    }

    private static func cut(_ title: String) -> String {
        title.utf8.count <= maximumTitle ? title : String(title.prefix(maximumTitle))
    }

    private static func bounded(_ fact: JSON?, _ record: FeedRecord) throws(Refusal) -> JSON? {
        guard let fact, fact.encoded().count > maximumFactBytes else { return fact }
        throw Refusal(
            .recordInvalid, name: record.standard.id, key: record.standard.id,
            place: record.place,
            LocalizedText(
                chinese: "供规则读取的值超过 \(maximumFactBytes) 字节",
                english: "the value for rules is larger than \(maximumFactBytes) bytes"))
    }

    /// The name that a part gives, such as a code or an id; nil without one.
    private func name<Name: LosslessStringConvertible>(
        _ text: String?, _ part: MappingPart, _ record: FeedRecord,
    ) throws(Refusal) -> Name? {
        guard let text else { return nil }
        if let name = Name(text) { return name }
        let shown = text.prefix(64)
        throw Refusal(
            .mapping, name: record.standard.id, key: record.standard.id, place: record.place,
            LocalizedText(
                chinese: "映射“\(part.rawValue)”得到“\(shown)”，不合要求",
                english: "the mapping of '\(part.rawValue)' gives '\(shown)', which is none"))
    }

    private func action(
        _ holds: (MappingPart) throws(Refusal) -> Bool,
    ) throws(Refusal) -> FeedItem.Action {
        if try holds(.closes) { return .close }
        if try holds(.opens) { return .open }
        if try holds(.updates) { return .update }
        return .keep
    }

    private func coordinate(_ latitude: Value?, _ longitude: Value?) -> Coordinate? {
        guard case .double(let north)? = latitude, case .double(let east)? = longitude else {
            return nil
        }
        return system.coordinate(latitude: north, longitude: east)
    }

    private static func checked(
        _ key: String, _ record: FeedRecord,
    ) throws(Refusal) -> String {
        guard !key.isEmpty else {
            throw Refusal(
                .noKey, name: record.standard.title, place: record.place,
                LocalizedText(
                    chinese: "没有可作主键的字段；请在映射中给出 key",
                    english: "nothing tells it from others; give the mapping a 'key'"))
        }
        guard key.utf8.count <= maximumKeyBytes else {
            throw Refusal(
                .recordInvalid, name: record.place, place: record.place,
                LocalizedText(
                    chinese: "主键超过 \(maximumKeyBytes) 字节",
                    english: "its key is longer than \(maximumKeyBytes) bytes"))
        }
        return key
    }
}

extension StandardFields {
    /// The link, unless it is longer than any that leads somewhere.
    fileprivate var shortLink: String? {
        link.flatMap { $0.utf8.count <= ItemMapping.maximumLinkBytes ? $0 : nil }
    }
}

extension Value {
    /// The text, nil for everything else and for an empty one.
    fileprivate var text: String? {
        guard case .string(let text) = self, !text.isEmpty else { return nil }
        return text
    }

    /// The moment, nil for everything else.
    fileprivate var moment: Instant? {
        guard case .timestamp(let timestamp) = self else { return nil }
        return timestamp.instant
    }
}
