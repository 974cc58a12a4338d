import CEL
import Governance

/// A search under way: what is settled so far.
struct SearchBranch {
    let search: WitnessSearch
    let parts: [RuleFormula]
    /// The values that the question is about, where it is not about all.
    let allowed: [Int: AllowedKinds]
    /// Why it is open whether there is such a report, if a search came down to that.
    private(set) var openness: Openness?
    /// The kind of each dimension that is settled, -1 for others.
    private(set) var settled: [Int32]
    /// Of dimensions that are not settled the kinds that can be; nil for all.
    private(set) var live: [ContiguousArray<UInt64>?]
    /// Room for rows of bits.
    var stack = RowStack()
    /// The dimensions that the question reads, in the order in which they are settled.
    private var dimensions: [Int] = []
    /// The answers among them.
    private var answers: [Int] = []
    private var answersMark: UInt64 = 0
    /// The words to try where a condition reads them.
    private var texts = [""]
    /// Whether the question reads something without end: then everything is settled, since it may
    /// matter in a way that is not known.
    private var isOpen = false

    var kinds: ReportKinds { search.kinds }

    init(search: WitnessSearch, parts: [RuleFormula], allowed: [Int: AllowedKinds]) {
        self.search = search
        self.parts = parts
        self.allowed = allowed
        settled = [Int32](repeating: -1, count: search.kinds.dimensions.count)
        live = [ContiguousArray<UInt64>?](repeating: nil, count: search.kinds.dimensions.count)
        for (dimension, restriction) in allowed { live[dimension] = restriction.words }
    }

    /// Finds out what these parts read.
    mutating func begin(_ active: [Int]) {
        search.budget.spend(active.count * 20)
        isOpen = active.contains { part in nodes(of: part).contains { kinds.isOpen[$0] } }
        let mark = reads(active)
        dimensions = kinds.dimensions.indices.filter { mark & ReportKinds.mark($0) != 0 }
        answers = dimensions.filter { kinds.dimensions[$0].dimension.question != nil }
        answersMark = answers.reduce(0) { $0 | ReportKinds.mark($1) }
        if isOpen { dimensions = Array(Set(dimensions).union(allowed.keys)).sorted() }
        if !answers.isEmpty, dimensions.first != 0 { dimensions.insert(0, at: 0) }
        guard isOpen else { return }
        var literals: Set<String> = []
        for part in active {
            forEachOpenAtom(of: part) { literals.formUnion(kinds.atoms[$0].literals) }
        }
        let some = literals.sorted().prefix(16)
        texts = [""] + some + [some.joined(separator: " ")]
    }

    /// Settles the dimension at `depth` and those after it, as far as some of the parts that are not
    /// certain yet reads them; the first witness that is confirmed.
    mutating func descend(
        _ active: [Int], _ depth: Int, _ confirm: (Witness) -> Bool,
    ) -> Witness? {
        guard search.budget.allowsMore else { return nil }
        guard let depth = next(depth, active) else { return leaf(confirm) }
        let dimension = dimensions[depth]
        var viable = live[dimension] ?? kinds.dimensions[dimension].everything
        for part in active where !narrow(&viable, to: part, dimension) { return nil }
        while let kind = first(of: viable, dimension) {
            settle(dimension, kind)
            if let rest = isOpen ? active : unresolved(active),
                let witness = descend(rest, depth + 1, confirm)
            {
                return witness
            }
            unsettle(dimension)
            guard search.budget.allowsMore else { return nil }
            remove(kind, active, dimension, from: &viable)
        }
        return nil
    }

    /// The depth at which something has to be settled next, nil if nothing has.
    private func next(_ depth: Int, _ active: [Int]) -> Int? {
        guard !isOpen else { return depth < dimensions.count ? depth : nil }
        var mark = reads(active)
        if mark & answersMark != 0 { mark |= ReportKinds.mark(0) }
        return (depth..<dimensions.count).first {
            mark & ReportKinds.mark(dimensions[$0]) != 0
        }
    }

    private func first(of viable: ContiguousArray<UInt64>, _ dimension: Int) -> Int? {
        if let order = allowed[dimension]?.order {
            return order.first { viable[Int($0) >> 6] >> UInt64($0 & 63) & 1 == 1 }.map { Int($0) }
        }
        guard let word = viable.firstIndex(where: { $0 != 0 }) else { return nil }
        return word * 64 + viable[word].trailingZeroBitCount
    }

    /// Takes a kind of a dimension; an answer to a question that is not asked is absent.
    private mutating func settle(_ dimension: Int, _ kind: Int) {
        settled[dimension] = Int32(kind)
        guard dimension == 0 else { return }
        let category = Int(kinds.dimensions[0].least[kind])
        for answer in answers {
            let answered = kinds.dimensions[answer]
            guard let question = answered.dimension.question,
                !search.world.asks(question, category: category)
            else {
                live[answer] = nil
                continue
            }
            var absent = ContiguousArray<UInt64>(repeating: 0, count: answered.wordCount)
            absent[0] = 1
            live[answer] = absent
        }
    }

    private mutating func unsettle(_ dimension: Int) {
        settled[dimension] = -1
        guard dimension == 0 else { return }
        for answer in answers { live[answer] = nil }
    }

    /// Takes a kind from those to try, and all that the parts cannot tell from it.
    private mutating func remove(
        _ kind: Int, _ active: [Int], _ dimension: Int, from viable: inout ContiguousArray<UInt64>,
    ) {
        viable[kind >> 6] &= ~(1 << UInt64(kind & 63))
        guard viable.contains(where: { $0 != 0 }) else { return }
        var alike = viable
        for part in active {
            search.budget.spend(4)
            switch parts[part] {
            case .node(let node, _): keepAlike(&alike, kind, node, dimension)
            case .calls(let calls):
                search.budget.spend(4 * calls.rules.count)
                for rule in calls.rules { keepAlike(&alike, kind, rule.node, dimension) }
            }
        }
        if dimension == 0 {
            for answer in answers { keepAlike(&alike, kind, askedLike: answer) }
        }
        for word in viable.indices { viable[word] &= ~alike[word] }
    }

    private func keepAlike(
        _ alike: inout ContiguousArray<UInt64>, _ kind: Int, _ node: Int, _ dimension: Int,
    ) {
        guard kinds.reads[node] & ReportKinds.mark(dimension) != 0 else { return }
        kinds.forest.forEachAtom(in: node) { atom in
            switch kinds.atomKinds[atom] {
            case .rows(let rows) where rows.dimension == dimension:
                search.budget.spend(alike.count + 20)
                for row in [rows.holds, rows.fails, rows.breaks] where row >= 0 {
                    guard kinds.words[row + kind >> 6] >> UInt64(kind & 63) & 1 == 1 else {
                        continue
                    }
                    for word in alike.indices { alike[word] &= kinds.words[row + word] }
                }
            case .several(let read):
                for (other, axis) in read where other == dimension {
                    let ranks = kinds.ranks[axis]
                    keep(&alike) { ranks[$0] == ranks[kind] }
                }
            default: break
            }
        }
    }

    private func keepAlike(
        _ alike: inout ContiguousArray<UInt64>, _ kind: Int, askedLike answer: Int,
    ) {
        guard let question = kinds.dimensions[answer].dimension.question else { return }
        let least = kinds.dimensions[0].least
        let isAsked = search.world.asks(question, category: Int(least[kind]))
        keep(&alike) { search.world.asks(question, category: Int(least[$0])) == isAsked }
    }

    /// Keeps the kinds for which something is so.
    private func keep(_ words: inout ContiguousArray<UInt64>, where isSo: (Int) -> Bool) {
        for word in words.indices {
            var rest = words[word]
            while rest != 0 {
                let bit = rest.trailingZeroBitCount
                rest &= rest - 1
                search.budget.spend(4)
                if !isSo(word * 64 + bit) { words[word] &= ~(1 << UInt64(bit)) }
            }
        }
    }

    /// Everything is settled but what is without end, and what does not matter.
    private mutating func leaf(_ confirm: (Witness) -> Bool) -> Witness? {
        var values: [ReportWorld.Dimension: Int] = [:]
        for (dimension, kind) in settled.enumerated() where kind >= 0 {
            let least = allowed[dimension]?.least ?? kinds.dimensions[dimension].least
            values[kinds.dimensions[dimension].dimension] = Int(least[Int(kind)])
        }
        for (dimension, restriction) in allowed where settled[dimension] < 0 {
            let least = restriction.least[Int(restriction.order[0])]
            values[kinds.dimensions[dimension].dimension] = Int(least)
        }
        for text in texts {
            search.budget.spendOnReport()
            let witness = search.world.witness(values, text: text)
            if confirm(witness) { return witness }
            guard search.budget.allowsMore else { return nil }
        }
        openness = openness ?? firstOpenness ?? .atom("the engine does not agree")
        return nil
    }

    /// The first condition of which nothing is known; one that cost too much comes before others.
    private var firstOpenness: Openness? {
        var first: Openness?
        for node in Set(parts.indices.flatMap { nodes(of: $0) }).sorted() where kinds.isOpen[node] {
            kinds.forest.forEachAtom(in: node) { atom in
                switch kinds.atomKinds[atom] {
                case .tooCostly: first = .budget
                case .beyond: first = first ?? .atom(kinds.atoms[atom].text)
                default: break
                }
            }
            if first != nil { return first }
        }
        return first
    }

    private func forEachOpenAtom(of part: Int, _ body: (Int) -> Void) {
        for node in nodes(of: part) where kinds.isOpen[node] {
            kinds.forest.forEachAtom(in: node) { atom in
                switch kinds.atomKinds[atom] {
                case .beyond, .tooCostly: body(atom)
                default: break
                }
            }
        }
    }

    /// The nodes that a part speaks of.
    private func nodes(of part: Int) -> [Int] {
        switch parts[part] {
        case .node(let node, _): [node]
        case .calls(let calls): calls.rules.map(\.node)
        }
    }

    /// The dimensions that some of the parts reads.
    private func reads(_ active: [Int]) -> UInt64 {
        search.budget.spend(active.count / 8)
        var mark: UInt64 = 0
        for part in active {
            switch parts[part] {
            case .node(let node, _): mark |= kinds.reads[node]
            case .calls(let calls):
                search.budget.spend(calls.rules.count / 8)
                for rule in calls.rules { mark |= kinds.reads[rule.node] }
            }
        }
        return mark
    }
}
