import CEL
import Testing

/// The checked tree as a host looks at it.
struct TreeTests {
    private func check(_ text: String) throws -> CheckedExpression {
        try County.environment.check(Source(text))
    }

    @Test(
        arguments: [
            ("report.category == 'fire'", ["report.category"]),
            (
                "report.grid.township == 'a' && report.severity > 2",
                ["report.grid.township", "report.severity"]
            ),
            ("has(report.closedAt) || report.?closedAt.hasValue()", ["report.closedAt"]),
            ("report.tags.exists(t, t == report.category)", ["report.category", "report.tags"]),
            ("report.labels.source == 'app'", ["report.labels.source"]),
            ("report.labels['source'] == 'app'", ["report.labels"]),
            ("cel.bind(g, report.grid, g.township)", ["report.grid"]),
            ("now > timestamp(0)", ["now"]), ("1 + 1 == 2", []),
        ])
    func `the paths that an expression reads are known`(text: String, paths: [String]) throws {
        #expect(try check(text).readPaths == paths)
    }

    @Test func `a comparison with a literal can be recognized`() throws {
        guard
            case .binary(.equal, let left, let right) = try check("report.category == 'fire'").kind,
            case .field(_, let field) = left.kind, case .literal(let literal) = right.kind
        else {
            Issue.record("the tree has another shape")
            return
        }
        #expect(left.path == "report.category")
        #expect(field.index == 0)
        #expect(field.record == County.report)
        #expect(literal == .string("fire"))
    }

    @Test func `a conjunction is one node, parentheses or not`() throws {
        guard
            case .logical(.and, let operands) = try check(
                "true && (false && true) && (true || false)"
            ).kind
        else {
            Issue.record("the tree has another shape")
            return
        }
        #expect(operands.count == 4)
    }

    @Test func `a method call has its receiver first`() throws {
        guard
            case .call("startsWith", let arguments, isMethod: true) =
                try check("report.category.startsWith('f')").kind
        else {
            Issue.record("the tree has another shape")
            return
        }
        #expect(arguments.map(\.path) == ["report.category", nil])
    }

    @Test func `numbers of nodes are unique and ranges cover the text`() throws {
        let source: Source = "report.tags.all(t, t != '' && size(t) < 10) ? [1, 2][0] : -3"
        let root = try County.environment.check(source)
        var nodes: [CheckedExpression] = []
        var pending = [root]
        while let node = pending.popLast() {
            nodes.append(node)
            pending += node.children
        }
        #expect(Set(nodes.map(\.id)).count == nodes.count)
        #expect(source.text(in: root.range) == source.text)
        for node in nodes {
            for child in node.children {
                #expect(node.range.lowerBound <= child.range.lowerBound)
                #expect(child.range.upperBound <= node.range.upperBound)
            }
        }
    }
}
