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
        var names: [String] = []
        if libraries.contains(.macros) {
            names += ["has", "all", "exists", "exists_one", "filter", "map"]
        }
        if libraries.contains(.twoVariableComprehensions) {
            names += ["transformList", "transformMap", "transformMapEntry"]
        }
        if libraries.contains(.bindings) { names.append("cel.bind") }
        if libraries.contains(.optionals) { names += ["optMap", "optFlatMap"] }
        return names
    }
}
