import Governance
import RulesEngine
import Yams

/// Reads the one YAML document of a file, within limits.
struct YAMLDocument {
    /// How deep values may be nested.
    static let maximumDepth = 32
    /// How many values a file may hold, keys included.
    static let maximumNodes = 1_000_000

    /// What is wrong with the file as YAML; only the first such fault is found.
    struct Failure: Error {
        let code: FaultCode
        let message: LocalizedText
        let place: Place
    }

    private let file: SourceFile
    private let maximumNodes: Int
    private var nodes = 0

    /// The value that `file` holds.
    static func read(
        _ file: SourceFile, maximumNodes: Int = Self.maximumNodes,
    ) throws(Failure) -> YAMLNode {
        var document = YAMLDocument(file: file, maximumNodes: maximumNodes)
        return try document.root()
    }

    private init(file: SourceFile, maximumNodes: Int) {
        self.file = file
        self.maximumNodes = maximumNodes
    }

    private mutating func root() throws(Failure) -> YAMLNode {
        if let alias = AliasScan.firstAlias(in: file) {
            throw Failure(
                code: .alias,
                message: LocalizedText(
                    chinese: "不允许使用别名“*\(alias.name)”；请写出完整的值",
                    english: "the alias '*\(alias.name)' is not allowed; write the value out"),
                place: Place(alias.position, width: alias.name.unicodeScalars.count + 1))
        }
        let composed: Node?
        do {
            // The basic resolver takes every plain scalar as text; the readers know better.
            composed = try Yams.compose(yaml: file.text, .basic, .default, .utf8)
        } catch {
            throw failure(for: error)
        }
        guard let composed else {
            throw Failure(
                code: .wrongType,
                message: LocalizedText(
                    chinese: "文件是空的；应为键值映射", english: "the file is empty; expected a mapping"),
                place: place(line: 1, column: 1))
        }
        return try node(composed, depth: 1)
    }

    private mutating func node(_ node: Node, depth: Int) throws(Failure) -> YAMLNode {
        let start = place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        nodes += 1
        try checkLimits(depth: depth, at: start)
        switch node {
        case .scalar(let scalar):
            let style = Self.style(scalar.style)
            let width = Self.width(of: scalar.string, style)
            return YAMLNode(
                content: .scalar(scalar.string, style), place: Place(start.position, width: width))
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try self.node(item, depth: depth + 1)) }
            return YAMLNode(content: .sequence(items), place: start)
        case .mapping(let mapping):
            var pairs: [(key: YAMLNode, value: YAMLNode)] = []
            for (key, value) in mapping {
                pairs.append(
                    (
                        try self.node(key, depth: depth + 1),
                        try self.node(value, depth: depth + 1)
                    ))
            }
            return YAMLNode(content: .mapping(pairs), place: start)
        case .alias:
            preconditionFailure("the parser gave an alias back at \(start.position)")
        }
    }

    private func checkLimits(depth: Int, at place: Place) throws(Failure) {
        if depth > Self.maximumDepth {
            throw Failure(
                code: .tooDeep,
                message: LocalizedText(
                    chinese: "嵌套超过 \(Self.maximumDepth) 层",
                    english: "values are nested more than \(Self.maximumDepth) levels deep"),
                place: place)
        }
        if nodes > maximumNodes {
            throw Failure(
                code: .tooMany,
                message: LocalizedText(
                    chinese: "文件中的值超过 \(maximumNodes) 个",
                    english: "the file holds more than \(maximumNodes) values"),
                place: place)
        }
    }

    private func place(line: Int, column: Int) -> Place {
        Place(SourcePosition(file: file.name, line: line, column: column))
    }

    private static func style(_ style: Node.Scalar.Style) -> YAMLNode.Style {
        switch style {
        case .any, .plain: .plain
        case .singleQuoted: .singleQuoted
        case .doubleQuoted: .doubleQuoted
        case .literal, .folded: .block
        }
    }

    /// The characters that a scalar takes on its first line; escapes are not counted.
    private static func width(of text: String, _ style: YAMLNode.Style) -> Int {
        switch style {
        case .plain: max(1, text.unicodeScalars.count)
        case .singleQuoted, .doubleQuoted: text.unicodeScalars.count + 2
        case .block: 1
        }
    }
}

extension YAMLDocument {
    /// What the parser's error means for the person who wrote the file.
    private func failure(for error: any Error) -> Failure {
        guard let error = error as? YamlError else { return syntax("\(error)", 1, 1) }
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if problem.hasPrefix("Maximum nesting level") {
                return Failure(
                    code: .tooDeep,
                    message: LocalizedText(
                        chinese: "嵌套超过 \(Self.maximumDepth) 层",
                        english: "values are nested more than \(Self.maximumDepth) levels deep"),
                    place: place(line: mark.line, column: mark.column))
            }
            let context = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
            return syntax(problem + context, mark.line, mark.column)
        case .reader(let problem, let offset, _, _):
            let position = file.position(of: offset ?? 0)
            return syntax(problem, position.line, position.column)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            let position = SourcePosition(
                file: file.name, line: context.mark.line, column: context.mark.column)
            return Failure(
                code: .duplicate,
                message: LocalizedText(
                    chinese: "同一映射中“\(key)”出现了不止一次",
                    english: "the key '\(key)' stands more than once in this mapping"),
                place: Place(position, width: key.unicodeScalars.count))
        default: return syntax("\(error)", 1, 1)
        }
    }

    private func syntax(_ problem: String, _ line: Int, _ column: Int) -> Failure {
        Failure(
            code: .yamlSyntax,
            message: LocalizedText(
                chinese: "不是合法的 YAML：\(problem)", english: "this is not YAML: \(problem)"),
            place: place(line: line, column: column))
    }
}
