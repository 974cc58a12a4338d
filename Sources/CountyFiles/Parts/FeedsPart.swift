import CEL
import FeedCore
import Governance
import RulesEngine

/// feeds.yaml: the catalogue of the data items that other systems give.
struct FeedsPart {
    /// What a platform says once for all of its items; an item may say otherwise.
    fileprivate struct Defaults {
        var owner: LocalizedText?
        var format: FeedFormat?
        var records: String?
        var interval: Duration?
        var freshness: Duration?
        var sensitivity: DataItem.Sensitivity?
        var system: SourceSystem?
        var mapping: [MappingPart: SourceText] = [:]
    }

    private static let settings = [
        "owner", "format", "records", "every", "fresh", "sensitivity", "system", "mapping",
    ]
    /// A rule that the catalogue names as a reader of an item, and where it does.
    struct Listing {
        let item: DataItem.ID
        let rule: String
        let place: Place
    }

    private static let pages = ["board", "feeds", "analyst"]

    private(set) var sources: [SourcePlatform] = []
    private(set) var items: [DataItem] = []
    private(set) var listings: [Listing] = []
    private let time: FeedTime
    private let categories: Set<String>
    private var defaults: [SourcePlatform.ID: Defaults] = [:]

    /// The catalogue that was read.
    var catalogue: FeedCatalogue { FeedCatalogue(sources: sources, items: items) }

    init(
        _ root: YAMLNode?, _ zone: CountyTimeZone, categories: [ReportCategory],
        _ reading: inout Reading,
    ) {
        time = FeedTime(zone: zone)
        self.categories = Set(categories.map(\.id.name))
        let fields = reading.fields(root, required: ["sources", "items"])
        for node in reading.mainList(fields?["sources"], defining: .source) {
            if let source = source(node, &reading) { sources.append(source) }
        }
        for node in reading.mainList(fields?["items"], defining: .dataItem) {
            if let item = item(node, &reading) { items.append(item) }
        }
    }

    private mutating func source(_ node: YAMLNode, _ reading: inout Reading) -> SourcePlatform? {
        let fields = reading.fields(
            node, required: ["id", "title", "url"],
            optional: Reading.accessKeys + Self.settings)
        guard let fields else { return nil }
        let id: SourcePlatform.ID? = reading.definition(fields["id"], .source)
        let title = reading.localizedText(fields["title"])
        let address = reading.webAddress(fields["url"])
        let access = reading.sourceAccess(fields, address: address)
        let settings = settings(fields, &reading)
        guard let id else { return nil }
        defaults[id] = settings
        guard let title, let address else { return nil }
        return SourcePlatform(id: id, title: title, address: address, access: access)
    }

    private func settings(_ fields: Fields, _ reading: inout Reading) -> Defaults {
        var settings = Defaults()
        settings.owner = reading.localizedText(fields["owner"])
        settings.format = reading.choice(fields["format"], of: FeedFormat.self)
        settings.records = reading.text(fields["records"])
        settings.interval = reading.duration(fields["every"])
        settings.freshness = reading.duration(fields["fresh"])
        settings.sensitivity = reading.choice(
            fields["sensitivity"], of: DataItem.Sensitivity.self)
        settings.system = reading.choice(fields["system"], of: SourceSystem.self)
        let parts = MappingPart.allCases.map(\.rawValue)
        guard let mapping = reading.fields(fields["mapping"], required: [], optional: parts)
        else { return settings }
        for part in MappingPart.allCases {
            settings.mapping[part] = reading.sourceText(mapping[part.rawValue])
        }
        return settings
    }

    private mutating func item(_ node: YAMLNode, _ reading: inout Reading) -> DataItem? {
        let fields = reading.fields(
            node, required: ["id", "source", "meaning"],
            optional: Self.settings + ["path", "readBy", "pages", "combine", "push"])
        guard let fields else { return nil }
        let id: DataItem.ID? = reading.definition(fields["id"], .dataItem)
        let source: SourcePlatform.ID? = reading.reference(fields["source"], .source)
        let meaning = reading.localizedText(fields["meaning"])
        let path = reading.text(fields["path"])
        let readers = readers(fields["readBy"], of: id, &reading)
        let combination = reading.choice(fields["combine"], of: FactCombination.self)
        let paging = reading.paging(fields["pages"])
        let pushToken = reading.secretName(fields["push"])
        let own = settings(fields, &reading)
        if fields["path"] == nil, fields["push"] == nil {
            reading.add(
                .missingKey, at: fields.place,
                "the key 'path' is missing; only what its source sends ('push') needs none",
                "缺少键“path”；只有由来源推送的数据项（push）可以不写")
            return nil
        }
        guard let id, let source, let common = defaults[source] else { return nil }
        let settings = own.filled(from: common)
        reportMissing(settings, for: fields, &reading)
        let mapping = mapping(settings, &reading)
        guard let meaning, let mapping, let owner = settings.owner,
            let format = settings.format, let interval = settings.interval,
            let freshness = settings.freshness, let sensitivity = settings.sensitivity
        else { return nil }
        return DataItem(
            id: id, meaning: meaning, owner: owner, source: source, path: path,
            document: FeedDocument(format: format, recordPath: settings.records, time: time),
            paging: paging, pushToken: pushToken, interval: interval, freshness: freshness,
            combination: combination ?? .latest, sensitivity: sensitivity, readers: readers,
            expressions: settings.mapping.mapValues { $0.source }, mapping: mapping)
    }

    private func reportMissing(
        _ settings: Defaults, for fields: Fields, _ reading: inout Reading,
    ) {
        let isThere = [
            "owner": settings.owner != nil, "format": settings.format != nil,
            "every": settings.interval != nil, "fresh": settings.freshness != nil,
            "sensitivity": settings.sensitivity != nil,
        ]
        for (key, isThere) in isThere.sorted(by: { $0.key < $1.key })
        where !isThere && fields[key] == nil {
            reading.add(
                .missingKey, at: fields.place,
                "the key '\(key)' is missing, here and at the source", "此处和来源平台都缺少键“\(key)”")
        }
    }

    private mutating func readers(
        _ node: YAMLNode?, of item: DataItem.ID?, _ reading: inout Reading,
    ) -> DataItem.Readers {
        guard let fields = reading.fields(node, required: [], optional: ["rules", "pages"]) else {
            return DataItem.Readers()
        }
        var rules: [String] = []
        for (key, value) in reading.mapping(fields["rules"]) ?? [] {
            guard let table: RuleName = reading.reference(key, .table) else { continue }
            for node in reading.list(value) ?? [] {
                guard let rule: RuleName = reading.identifier(node) else { continue }
                let name = RuleName.qualified(rule.name, in: table.name)
                reading.names.use(.rule, name, at: node.place)
                rules.append(name)
                if let item {
                    listings.append(Listing(item: item, rule: name, place: node.place))
                }
            }
        }
        let pages = (reading.list(fields["pages"]) ?? []).compactMap { node -> String? in
            guard let name = reading.text(node) else { return nil }
            guard Self.pages.contains(name) else {
                reading.addBad(
                    node, "'\(name)' is not one of \(Self.pages.joined(separator: ", "))",
                    "“\(name)”不在可选值之内：\(Self.pages.joined(separator: "、"))")
                return nil
            }
            return name
        }
        return DataItem.Readers(rules: rules, pages: pages)
    }

    /// Compiles the mapping, and checks a category that does not depend on the record.
    private func mapping(_ settings: Defaults, _ reading: inout Reading) -> ItemMapping? {
        let environment = MappingEnvironment(time: time)
        var isSound = true
        for (part, text) in settings.mapping {
            do throws(CompilationFailure) {
                let program = try environment.compile(text.source, for: part)
                if part == .category { checkCategory(program, text, environment, &reading) }
            } catch {
                isSound = false
                reading.add(error, in: text)
            }
        }
        guard isSound else { return nil }
        return try? ItemMapping(
            settings.mapping.mapValues { $0.source }, system: settings.system ?? .wgs84,
            environment: environment)
    }

    private func checkCategory(
        _ program: Program, _ text: SourceText, _ environment: MappingEnvironment,
        _ reading: inout Reading,
    ) {
        guard program.readPaths.isEmpty,
            case .string(let name)? = try? program.evaluate(
                environment.environment.makeActivation()),
            !name.isEmpty, !categories.contains(name)
        else { return }
        let hint = Suggestion.closest(to: name, among: categories)
        reading.add(
            .unknownReference, at: Place(text.start, width: text.text.count),
            "there is no category '\(name)'" + (hint.map { "; did you mean '\($0)'?" } ?? ""),
            "没有名为“\(name)”的类别" + (hint.map { "；是否应为“\($0)”？" } ?? ""))
    }
}

extension FeedsPart.Defaults {
    /// What is said here, and where nothing is said, what `common` says.
    fileprivate func filled(from common: Self) -> Self {
        var filled = self
        filled.owner = owner ?? common.owner
        filled.format = format ?? common.format
        filled.records = records ?? common.records
        filled.interval = interval ?? common.interval
        filled.freshness = freshness ?? common.freshness
        filled.sensitivity = sensitivity ?? common.sensitivity
        filled.system = system ?? common.system
        filled.mapping = common.mapping.merging(mapping) { $1 }
        return filled
    }
}
