import Governance
import RulesEngine

/// Values of one word or one sentence. Each gives nil for a node that is not there, and for one
/// that is wrong after it has found fault with it.
extension Reading {
    /// The longest text, in UTF-8 bytes.
    static let maximumTextLength = 4_000

    /// A text that is not empty.
    mutating func text(_ node: YAMLNode?) -> String? {
        guard let node else { return nil }
        guard case .scalar(let text, _) = node.content, !node.isNull else {
            expected("text", "应为文本", node)
            return nil
        }
        guard text.utf8.count <= Self.maximumTextLength else {
            add(
                .tooLarge, at: node.place,
                "the text has \(text.utf8.count) bytes; at most \(Self.maximumTextLength) are allowed",
                "文本长 \(text.utf8.count) 字节；最多允许 \(Self.maximumTextLength) 字节")
            return nil
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            add(.badValue, at: node.place, "the text is empty", "文本为空")
            return nil
        }
        return text
    }

    /// A text in all languages of the product.
    mutating func localizedText(_ node: YAMLNode?) -> LocalizedText? {
        guard let node, let pairs = mapping(node) else { return nil }
        var texts: [String: String] = [:]
        for (key, value) in pairs {
            guard case .scalar(let language, _) = key.content, ["zh", "en"].contains(language)
            else {
                add(
                    .unknownKey, at: key.place, "a text has the languages 'zh' and 'en' only",
                    "文本只有“zh”和“en”两种语言")
                continue
            }
            texts[language] = isEmpty(value) ? nil : text(value)
        }
        for language in ["zh", "en"] where texts[language] == nil {
            let isWrong = pairs.contains {
                if case .scalar(language, _) = $0.key.content { !isEmpty($0.value) } else { false }
            }
            if isWrong { continue }
            add(
                .missingTranslation, at: node.place, "the text lacks the language '\(language)'",
                "文本缺少语言“\(language)”")
        }
        guard let chinese = texts["zh"], let english = texts["en"] else { return nil }
        return LocalizedText(chinese: chinese, english: english)
    }

    private func isEmpty(_ node: YAMLNode) -> Bool {
        guard case .scalar(let text, _) = node.content else { return false }
        return node.isNull || text.allSatisfy(\.isWhitespace)
    }

    /// A name as other files may use it.
    mutating func identifier<ID: NamedID>(_ node: YAMLNode?) -> ID? {
        guard let node, let text = text(node) else { return nil }
        guard let id = ID(text) else {
            addBad(
                node, "'\(text)' is not a name: up to \(ID.maximumLength) of a-z, 0-9, - _ / .",
                "“\(text)”不是合法的名称：最多 \(ID.maximumLength) 个字符，限 a-z、0-9、- _ / .")
            return nil
        }
        return id
    }

    /// A whole number in a range.
    mutating func integer(_ node: YAMLNode?, in range: ClosedRange<Int>) -> Int? {
        guard let node, let text = text(node) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            addBad(
                node,
                "'\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)",
                "“\(text)”不是 \(range.lowerBound) 到 \(range.upperBound) 的整数")
            return nil
        }
        return value
    }

    /// `true` or `false`.
    mutating func boolean(_ node: YAMLNode?) -> Bool? {
        guard let node, let text = text(node) else { return nil }
        guard let value = Bool(text) else {
            addBad(node, "'\(text)' is neither true nor false", "“\(text)”既不是 true 也不是 false")
            return nil
        }
        return value
    }

    /// One of the raw values of an enumeration.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode?, of type: Choice.Type,
    ) -> Choice? {
        guard let node, let text = text(node) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue)
            addBad(
                node, "'\(text)' is not one of \(known.joined(separator: ", "))",
                "“\(text)”不在可选值之内：\(known.joined(separator: "、"))")
            return nil
        }
        return choice
    }

    /// Finds fault with a value that means nothing here.
    mutating func addBad(_ node: YAMLNode, _ english: String, _ chinese: String) {
        add(.badValue, at: node.place, english, chinese)
    }
}
