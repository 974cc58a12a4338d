import CEL
import Governance
import TextFormats

/// A fact whose values the county states, so that a rule which asks for another one is wrong.
struct FactEnumeration: Sendable {
    /// The dotted name of the fact.
    let fact: String
    /// What a value is called, for people.
    let noun: String
    /// All values.
    let values: Set<String>

    /// The enumerations of a county; a place that a report may lack is the empty text.
    static func all(of county: County) -> [FactEnumeration] {
        func codes(_ level: AreaCode.Level) -> Set<String> {
            Set(county.grids.areas(at: level).map(\.code.description))
        }
        let places = AreaCode.Level.allCases.reduce(into: Set<String>()) { $0.formUnion(codes($1)) }
        return [
            FactEnumeration(
                fact: "report.category", noun: "category",
                values: Set(county.categories.map(\.id.name))),
            FactEnumeration(
                fact: "report.source", noun: "source",
                values: Set(Report.Source.allCases.map(\.rawValue))),
            FactEnumeration(fact: "report.grid", noun: "area", values: places),
            FactEnumeration(
                fact: "place.township", noun: "township", values: codes(.township).union([""])),
            FactEnumeration(
                fact: "place.community", noun: "community", values: codes(.community).union([""])),
        ]
    }

    /// A text that a condition compares the fact with although it never has that value.
    struct Misfit {
        let range: Range<Int>
        let message: String
    }

    /// Every text in a condition that the fact never has or, for `startsWith`, never begins with.
    func misfits(in expression: CheckedExpression) -> [Misfit] {
        var misfits: [Misfit] = []
        var pending = [expression]
        while let node = pending.popLast() {
            pending += node.children
            switch node.kind {
            case .binary(.equal, let left, let right), .binary(.notEqual, let left, let right):
                if left.path == fact { misfits += misfit(right) }
                if right.path == fact { misfits += misfit(left) }
            case .binary(.contained, let element, let list):
                guard element.path == fact, case .list(let elements) = list.kind else { continue }
                misfits += elements.flatMap { misfit($0.value) }
            case .call("startsWith", let arguments, isMethod: true):
                guard arguments.count == 2, arguments[0].path == fact,
                    case .literal(.string(let prefix)) = arguments[1].kind,
                    !values.contains(where: { $0.hasPrefix(prefix) })
                else { continue }
                misfits.append(
                    Misfit(
                        range: arguments[1].range,
                        message: "no \(noun) of the county begins with '\(prefix)'"))
            default: continue
            }
        }
        return misfits.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private func misfit(_ node: CheckedExpression) -> [Misfit] {
        guard case .literal(.string(let text)) = node.kind, !values.contains(text) else {
            return []
        }
        let near = Suggestion.closest(to: text, among: values.sorted())
        let hint = near.map { "; did you mean '\($0)'?" } ?? ""
        return [
            Misfit(range: node.range, message: "the county has no \(noun) '\(text)'\(hint)")
        ]
    }
}
