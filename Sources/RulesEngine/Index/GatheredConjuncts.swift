/// What the rules of a table say about each fact: for each condition the rules that have it.
struct GatheredConjuncts {
    /// By cell and condition.
    private(set) var tests: [Int: [CellTest: [Int]]] = [:]
    /// By cell and text.
    private(set) var contained: [Int: [[UInt8]: [Int]]] = [:]
    /// The rules of which not all is known.
    var opaque: Set<Int> = []
    /// The rules that never hold, whatever the facts.
    private(set) var never: Set<Int> = []

    /// Gathers the conditions of each rule.
    init(_ rules: [[Conjunct]]) {
        for (rule, conjuncts) in rules.enumerated() {
            var listsMet: [Int: [UInt8]] = [:]
            for conjunct in conjuncts {
                switch conjunct {
                case .constant(true): continue
                case .constant(false): never.insert(rule)
                case .opaque: opaque.insert(rule)
                case .test(let test, let cell):
                    tests[cell, default: [:]][test, default: []].append(rule)
                case .contains(let text, let cell):
                    if let met = listsMet[cell] {
                        // Rows are united by text, so a second text of one list is not indexed.
                        if met != text { opaque.insert(rule) }
                    } else {
                        listsMet[cell] = text
                        contained[cell, default: [:]][text, default: []].append(rule)
                    }
                }
            }
        }
    }
}
