import DispatchCore
import Governance
import Simulator
import TextFormats
import Yams

/// Reads a mapping file; everything that is wrong with it is told at once.
struct MappingReader {
    /// The size of a mapping file in bytes.
    static let largestFile = 65_536
    /// How many stamps, intervals, limits, date forms, groupings or names there may be.
    static let longestList = 64

    private let file: String
    private var problems: [InputProblem] = []

    /// The mapping that `text` states.
    ///
    /// - Throws: ``ReplayError`` with every problem, in the order of the file.
    static func read(_ text: String, file: String) throws(ReplayError) -> CallMapping {
        var reader = MappingReader(file: file)
        let mapping = reader.root(text).flatMap { reader.mapping($0) }
        guard reader.problems.isEmpty, let mapping else {
            throw ReplayError(
                reader.problems.sorted {
                    ($0.position ?? TextPosition()) < ($1.position ?? TextPosition())
                })
        }
        return mapping
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func root(_ text: String) -> Node? {
        guard text.utf8.count <= Self.largestFile else {
            report(.tooLarge, nil, "a mapping has at most \(Self.largestFile) bytes")
            return nil
        }
        do {
            if let node = try Yams.compose(yaml: text) { return node }
            report(.yaml, nil, "the mapping is empty")
        } catch YamlError.scanner(_, let problem, let mark, _),
            YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            report(.yaml, mark, problem)
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
            let names = keys.map { "'\($0)'" }.joined(separator: ", ")
            report(.twice, context.mark, "stated twice: \(names)")
        } catch {
            report(.yaml, nil, "the mapping is not readable YAML")
        }
        return nil
    }

    private mutating func mapping(_ root: Node) -> CallMapping? {
        let fields = fields(
            root, "the mapping",
            required: ["source", "columns", "stamps", "dates", "intervals", "response"],
            optional: ["empty", "groups", "busy", "open", "due"])
        let stamps = stamps(fields["stamps"])
        let names = stamps.map(\.stamp)
        let source = text(fields["source"])
        let columns = columns(fields["columns"])
        let dates = dates(fields["dates"])
        let empty = list(fields["empty"]).compactMap { string($0) }
        let groups = groups(fields["groups"])
        let due = due(fields["due"], names)
        let plan = plan(fields, names)
        guard let source, let columns, let plan else { return nil }
        return CallMapping(
            file: file, source: source, columns: columns, stamps: stamps, dates: dates,
            empty: Set(empty), groups: groups, due: due, plan: plan)
    }

    private mutating func text(_ node: Node?) -> LocalizedText? {
        guard let node else { return nil }
        let fields = fields(node, "source", required: ["zh", "en"])
        guard let chinese = string(fields["zh"]), let english = string(fields["en"]) else {
            return nil
        }
        return LocalizedText(chinese: chinese, english: english)
    }

    private mutating func columns(_ node: Node?) -> CallMapping.Columns? {
        guard let node else { return nil }
        let fields = fields(node, "columns", required: ["call"], optional: ["unit", "row"])
        guard let call = columnNames(fields["call"]) else { return nil }
        return CallMapping.Columns(
            call: call, unit: columnNames(fields["unit"]), row: columnNames(fields["row"]))
    }

    private mutating func stamps(_ node: Node?) -> [CallMapping.Stamp] {
        var stamps: [CallMapping.Stamp] = []
        for (key, value) in pairs(node) {
            let fields = fields(value, "stamp '\(key)'", required: ["column", "milestone"])
            guard let column = columnNames(fields["column"]) else { continue }
            guard let milestone = milestone(fields["milestone"]) else { continue }
            if stamps.contains(where: { $0.stamp.milestone == milestone }) {
                report(.twice, value.mark, "two stamps are '\(milestone.rawValue)'")
            }
            let stamp = ReplayPlan.Stamp(name: key, milestone: milestone)
            stamps.append(CallMapping.Stamp(stamp: stamp, column: column))
        }
        return stamps
    }

    private mutating func milestone(_ node: Node?) -> Milestone? {
        guard let node, let name = string(node) else { return nil }
        let known = RecordedStamps.milestones.map(\.rawValue)
        guard let milestone = Milestone(rawValue: name), known.contains(name) else {
            unknown("milestone", name, node, among: known)
            return nil
        }
        return milestone
    }

    private mutating func due(
        _ node: Node?, _ stamps: [ReplayPlan.Stamp],
    ) -> CallMapping.Due? {
        guard let node else { return nil }
        let fields = fields(node, "due", required: ["column", "stamp"], optional: ["flag"])
        let column = columnNames(fields["column"])
        guard let name = string(fields["stamp"]), let place = fields["stamp"] else { return nil }
        guard let stamp = stamps.first(where: { $0.name == name }) else {
            unknown("stamp", name, place, among: stamps.map(\.name))
            return nil
        }
        let flag = flag(fields["flag"])
        return column.map { CallMapping.Due(column: $0, stamp: stamp.milestone, flag: flag) }
    }

    private mutating func flag(
        _ node: Node?,
    ) -> (column: CallMapping.ColumnNames, inTime: String)? {
        guard let node else { return nil }
        let fields = fields(node, "flag", required: ["column", "inTime"])
        guard let column = columnNames(fields["column"]), let inTime = string(fields["inTime"])
        else { return nil }
        return (column, inTime)
    }

    private mutating func groups(_ node: Node?) -> [CallMapping.ColumnNames] {
        var groups: [CallMapping.ColumnNames] = []
        for item in list(node) {
            guard let names = columnNames(item) else { continue }
            if groups.contains(where: { $0[0] == names[0] }) {
                report(.twice, item.mark, "'\(names[0])' is there already")
            }
            groups.append(names)
        }
        return groups
    }

    private mutating func dates(_ node: Node?) -> [DatePattern] {
        let items = list(node)
        if items.isEmpty, let node { report(.missingKey, node.mark, "at least one form is needed") }
        return items.compactMap { datePattern($0) }
    }

    private mutating func datePattern(_ node: Node) -> DatePattern? {
        guard let text = string(node) else { return nil }
        do {
            return try DatePattern(text)
        } catch {
            report(.datePattern, node.mark, "'\(text)': \(error.message)")
            return nil
        }
    }

    private mutating func plan(
        _ fields: [String: Node], _ stamps: [ReplayPlan.Stamp],
    ) -> ReplayPlan? {
        var intervals: [ReplayPlan.Interval] = []
        for (key, value) in pairs(fields["intervals"]) {
            guard let interval = interval(value, stamps) else { continue }
            intervals.append(ReplayPlan.Interval(name: key, interval: interval))
        }
        guard let response = fields["response"] else { return nil }
        let parts = self.fields(
            response, "response", required: ["interval", "withinSeconds"])
        let limits = limits(parts["withinSeconds"])
        guard let measured = interval(parts["interval"], stamps) else { return nil }
        return ReplayPlan(
            stamps: stamps, intervals: intervals, busy: interval(fields["busy"], stamps),
            response: measured, limits: limits, open: interval(fields["open"], stamps))
    }

    private mutating func interval(
        _ node: Node?, _ stamps: [ReplayPlan.Stamp],
    ) -> ResponseInterval? {
        guard let node else { return nil }
        let names = list(node).map { ($0, string($0)) }
        guard names.count == 2 else {
            report(.wrongKind, node.mark, "an interval is a list of two stamps: [start, end]")
            return nil
        }
        let milestones = names.compactMap { node, name -> Milestone? in
            guard let name else { return nil }
            if let stamp = stamps.first(where: { $0.name == name }) { return stamp.milestone }
            unknown("stamp", name, node, among: stamps.map(\.name))
            return nil
        }
        guard milestones.count == 2 else { return nil }
        return ResponseInterval(from: milestones[0], to: milestones[1])
    }

    private mutating func limits(_ node: Node?) -> [Duration] {
        var limits: [Duration] = []
        for item in list(node) {
            guard let seconds = item.int, (0...31_536_000).contains(seconds) else {
                report(
                    .wrongKind, item.mark, "a limit is a whole number of seconds, a year at most")
                continue
            }
            if limits.contains(.seconds(seconds)) {
                report(.twice, item.mark, "\(seconds) is there already")
            }
            limits.append(.seconds(seconds))
        }
        return limits
    }
}

/// The shapes that values of a mapping have.
extension MappingReader {
    private mutating func report(_ code: InputProblem.Code, _ mark: Mark?, _ message: String) {
        let position = mark.map { TextPosition(line: $0.line, column: $0.column) }
        problems.append(InputProblem(code, in: file, at: position, message))
    }

    private mutating func unknown(
        _ kind: String, _ name: String, _ node: Node, among known: [String],
    ) {
        let near = Suggestion.closest(to: name, among: known).map { "; did you mean '\($0)'?" }
        let all = known.joined(separator: ", ")
        report(
            .unknownName, node.mark, "there is no \(kind) '\(name)'\(near ?? ": there are \(all)")")
    }

    private mutating func fields(
        _ node: Node, _ what: String, required: [String], optional: [String] = [],
    ) -> [String: Node] {
        var fields: [String: Node] = [:]
        let known = required + optional
        guard node.mapping != nil else {
            report(.wrongKind, node.mark, "\(what) must be keys with values")
            return [:]
        }
        for (key, value) in pairs(node) {
            fields[key] = value
            if known.contains(key) { continue }
            let near = Suggestion.closest(to: key, among: known) ?? known.joined(separator: ", ")
            report(.unknownKey, value.mark, "\(what) has no key '\(key)'; did you mean \(near)?")
        }
        for key in required where fields[key] == nil {
            report(.missingKey, node.mark, "\(what) lacks the key '\(key)'")
        }
        return fields
    }

    private mutating func pairs(_ node: Node?) -> [(String, Node)] {
        guard let node else { return [] }
        guard let mapping = node.mapping else {
            report(.wrongKind, node.mark, "keys with values are needed here")
            return []
        }
        return bounded(Array(mapping), node).compactMap { key, value in
            string(key).map { ($0, value) }
        }
    }

    private mutating func list(_ node: Node?) -> [Node] {
        guard let node else { return [] }
        guard let sequence = node.sequence else {
            report(.wrongKind, node.mark, "a list is needed here, as [one, two]")
            return []
        }
        return bounded(Array(sequence), node)
    }

    private mutating func bounded<Item>(_ items: [Item], _ node: Node) -> [Item] {
        guard items.count > Self.longestList else { return items }
        report(.tooMany, node.mark, "at most \(Self.longestList) are allowed here")
        return []
    }

    private mutating func string(_ node: Node?) -> String? {
        guard let node else { return nil }
        guard let text = node.scalar?.string else {
            report(.wrongKind, node.mark, "a text is needed here")
            return nil
        }
        return text
    }

    /// One name, or a list of names of which the first that a file has is meant.
    private mutating func columnNames(_ node: Node?) -> CallMapping.ColumnNames? {
        guard let node else { return nil }
        let names =
            node.scalar.map { [$0.string] } ?? list(node).compactMap { string($0) }
        guard names.isEmpty else { return names }
        report(.wrongKind, node.mark, "the name of a column is needed here")
        return nil
    }
}
