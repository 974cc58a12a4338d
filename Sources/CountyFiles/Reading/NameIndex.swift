import RulesEngine

/// What a name can stand for.
enum NameKind: String, CaseIterable {
    case area, role, shift, responder, question, category, standard, table, rule, routingCase
    case tableFile, source, dataItem, channel, contact

    /// The word for it in Chinese.
    var chinese: String {
        switch self {
        case .area: "区域"
        case .role: "角色"
        case .shift: "班次"
        case .responder: "人员"
        case .question: "问题"
        case .category: "类别"
        case .standard: "时限标准"
        case .table: "决策表"
        case .rule: "规则"
        case .routingCase: "用例"
        case .tableFile: "决策表文件"
        case .source: "来源平台"
        case .dataItem: "数据项"
        case .channel: "通道"
        case .contact: "联系人"
        }
    }

    /// The word for it in English.
    var english: String {
        switch self {
        case .routingCase: "case"
        case .tableFile: "table file"
        case .dataItem: "data item"
        default: rawValue
        }
    }
}

/// The names that a county's files define, and where other files use them.
struct NameIndex {
    /// A use of a name, to be checked once all files are read.
    struct Use {
        let kind: NameKind
        let name: String
        let place: Place
    }

    private var defined: [NameKind: [String: SourcePosition]] = [:]
    private var unreadable: Set<NameKind> = []
    private var uses: [Use] = []

    /// Notes where a name is defined; answers where it was defined before, if it was.
    mutating func define(_ kind: NameKind, _ name: String, at place: Place) -> SourcePosition? {
        if let earlier = defined[kind]?[name] { return earlier }
        defined[kind, default: [:]][name] = place.position
        return nil
    }

    /// Notes a use of a name.
    mutating func use(_ kind: NameKind, _ name: String, at place: Place) {
        uses.append(Use(kind: kind, name: name, place: place))
    }

    /// Notes that the definitions of a kind could not be read, so that uses cannot be judged.
    mutating func markUnreadable(_ kind: NameKind) {
        unreadable.insert(kind)
    }

    /// Whether the name is defined.
    func isDefined(_ kind: NameKind, _ name: String) -> Bool { defined[kind]?[name] != nil }

    /// Whether the name is used.
    func isUsed(_ kind: NameKind, _ name: String) -> Bool {
        uses.contains { $0.kind == kind && $0.name == name }
    }

    /// The defined names of a kind.
    func names(of kind: NameKind) -> [String] { Array((defined[kind] ?? [:]).keys) }

    /// The uses of names that nothing defines.
    var danglingUses: [Use] {
        uses.filter { !unreadable.contains($0.kind) && !isDefined($0.kind, $0.name) }
    }
}

extension Reading {
    /// Notes a definition, and finds fault with a second one of the same name.
    mutating func define(_ kind: NameKind, _ name: String, at place: Place) {
        guard let earlier = names.define(kind, name, at: place) else { return }
        add(
            .duplicate, at: place,
            "the \(kind.english) '\(name)' is defined twice; it stands at \(earlier) already",
            "\(kind.chinese)“\(name)”重复定义；已见于 \(earlier)")
    }

    /// Finds fault with every use of a name that nothing defines.
    mutating func checkUses() {
        for use in names.danglingUses {
            // Codes of areas all look alike, so the closest one says nothing.
            let candidates = use.kind == .area ? [] : names.names(of: use.kind)
            addUnknown(use, candidates)
        }
    }

    private mutating func addUnknown(_ use: NameIndex.Use, _ candidates: [String]) {
        let closest = Suggestion.closest(to: use.name, among: candidates)
        add(
            .unknownReference, at: use.place,
            "there is no \(use.kind.english) '\(use.name)'"
                + (closest.map { "; did you mean '\($0)'?" } ?? ""),
            "没有名为“\(use.name)”的\(use.kind.chinese)"
                + (closest.map { "；是否应为“\($0)”？" } ?? ""))
    }
}
