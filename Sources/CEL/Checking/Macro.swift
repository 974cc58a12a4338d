/// The macros of the language and of its extensions.
enum Macro {
    /// How a macro that goes through a range is written.
    struct Comprehending {
        let form: Comprehension.Form
        /// 1 or 2.
        let variableCount: Int
        let hasPredicate: Bool
        let hasTransform: Bool
    }

    /// The macro `range.name(…)` with this many arguments, nil if there is none.
    static func comprehending(
        _ name: String, _ count: Int, in libraries: Libraries,
    ) -> Comprehending? {
        if libraries.contains(.macros), let macro = oneVariable(name, count) { return macro }
        guard libraries.contains(.twoVariableComprehensions) else { return nil }
        return twoVariables(name, count)
    }

    private static func oneVariable(_ name: String, _ count: Int) -> Comprehending? {
        switch (name, count) {
        case ("all", 2): predicate(.all, 1)
        case ("exists", 2): predicate(.exists, 1)
        case ("exists_one", 2), ("existsOne", 2): predicate(.existsOne, 1)
        case ("filter", 2): predicate(.filter, 1)
        case ("map", 2): transform(.map, 1, hasPredicate: false)
        case ("map", 3): transform(.map, 1, hasPredicate: true)
        default: nil
        }
    }

    private static func twoVariables(_ name: String, _ count: Int) -> Comprehending? {
        switch (name, count) {
        case ("all", 3): predicate(.all, 2)
        case ("exists", 3): predicate(.exists, 2)
        case ("exists_one", 3), ("existsOne", 3): predicate(.existsOne, 2)
        case ("transformList", 3): transform(.map, 2, hasPredicate: false)
        case ("transformList", 4): transform(.map, 2, hasPredicate: true)
        case ("transformMap", 3): transform(.transformMap, 2, hasPredicate: false)
        case ("transformMap", 4): transform(.transformMap, 2, hasPredicate: true)
        case ("transformMapEntry", 3): transform(.transformMapEntry, 2, hasPredicate: false)
        case ("transformMapEntry", 4): transform(.transformMapEntry, 2, hasPredicate: true)
        default: nil
        }
    }

    private static func predicate(_ form: Comprehension.Form, _ variables: Int) -> Comprehending {
        Comprehending(
            form: form, variableCount: variables, hasPredicate: true, hasTransform: false)
    }

    private static func transform(
        _ form: Comprehension.Form, _ variables: Int, hasPredicate: Bool,
    ) -> Comprehending {
        Comprehending(
            form: form, variableCount: variables, hasPredicate: hasPredicate, hasTransform: true)
    }

    /// The names to suggest for a function that does not exist.
    static func names(in libraries: Libraries) -> [String] {
        usages.filter { libraries.contains($0.library) }.map(\.name)
    }

    /// Why a call is none of a macro whose name it has; nil if no macro has that name.
    static func misuse(
        _ name: String, _ count: Int, isMethod: Bool, in libraries: Libraries,
    ) -> String? {
        let usages = usages.filter { $0.name == name && libraries.contains($0.library) }
        guard let usage = usages.first else { return nil }
        guard usage.isMethod == isMethod else { return "\(name)() is a macro; write \(usage.form)" }
        let counts = usages.flatMap(\.counts)
        let wanted = counts.map(String.init).joined(separator: " or ")
        let noun = counts == [1] ? "argument" : "arguments"
        return "the macro \(name)() takes \(wanted) \(noun), not \(count); write \(usage.form)"
    }

    /// How a macro is written.
    private struct Usage {
        let name: String
        let library: Libraries
        let counts: [Int]
        let form: String

        var isMethod: Bool { !form.hasPrefix(name) }

        init(_ name: String, _ library: Libraries, _ counts: [Int], _ form: String) {
            self.name = name
            self.library = library
            self.counts = counts
            self.form = form
        }
    }

    private static let usages: [Usage] =
        [
            Usage("has", .macros, [1], "has(report.category)"),
            Usage("filter", .macros, [2], "list.filter(x, condition)"),
            Usage("map", .macros, [2, 3], "list.map(x, result)"),
            Usage("cel.bind", .bindings, [3], "cel.bind(x, value, result)"),
            Usage("cel.block", .blocks, [2], "cel.block([value], result)"),
            Usage("optMap", .optionals, [2], "optional.optMap(x, result)"),
            Usage("optFlatMap", .optionals, [2], "optional.optFlatMap(x, optional.of(result))"),
        ]
        + ["all", "exists", "exists_one", "existsOne"].flatMap { name in
            [
                Usage(name, .macros, [2], "list.\(name)(x, condition)"),
                Usage(name, .twoVariableComprehensions, [3], "list.\(name)(i, x, condition)"),
            ]
        }
        + ["transformList", "transformMap", "transformMapEntry"].map { name in
            Usage(name, .twoVariableComprehensions, [3, 4], "map.\(name)(key, value, result)")
        }
}
