package import CEL

/// The facts of an environment laid out flat: every fact is one cell, whatever record holds it.
///
/// Whoever states the facts of a report fills the cells; records are only made of them when
/// an expression is evaluated as a whole, which the index mostly spares.
package struct FactLayout: Sendable {
    /// One fact.
    package struct Cell: Sendable {
        /// The dotted name, such as `report.category`.
        package let name: String
        /// The declared type.
        package let type: ValueType
    }

    /// What a variable or a field is made of.
    private indirect enum Part: Sendable {
        case cell(Int)
        case record(RecordType, [Part])
    }

    /// The facts, in the order of the variables and their fields.
    package let cells: [Cell]
    /// The environment.
    package let environment: Environment
    private let parts: [Part]

    /// Records deeper than this are one cell each, so that types may hold themselves.
    private static let maximumDepth = 4

    /// The facts that expressions of the environment may read.
    package init(_ environment: Environment) {
        var cells: [Cell] = []
        func part(_ name: String, _ type: ValueType, depth: Int) -> Part {
            guard case .record(let record) = type, let type = environment.records[record],
                depth < Self.maximumDepth
            else {
                cells.append(Cell(name: name, type: type))
                return .cell(cells.count - 1)
            }
            let fields = type.fields.map {
                part("\(name).\($0.name)", $0.type, depth: depth + 1)
            }
            return .record(type, fields)
        }
        parts = environment.variables.map { part($0.name, $0.type, depth: 0) }
        self.cells = cells
        self.environment = environment
    }

    /// The cell with a dotted name, nil if there is none.
    package func cell(named name: String) -> Int? { cells.firstIndex { $0.name == name } }

    /// The cell that an expression reads and nothing else, nil if it is another expression.
    func cell(readBy expression: CheckedExpression) -> Int? {
        if case .cell(let cell)? = part(expression) { cell } else { nil }
    }

    /// The cell whose presence `has(operand.field)` asks for.
    func cell(named field: String, of operand: CheckedExpression) -> Int? {
        guard case .record(let type, let fields)? = part(operand),
            let index = type.index(of: field), case .cell(let cell) = fields[index]
        else { return nil }
        return cell
    }

    private func part(_ expression: CheckedExpression) -> Part? {
        switch expression.kind {
        case .variable(_, let slot): return parts[slot]
        case .field(let operand, let field):
            guard case .record(_, let fields)? = part(operand) else { return nil }
            return fields[field.index]
        default: return nil
        }
    }

    /// The facts as the evaluation of a whole expression takes them.
    package func activation(of row: FactRow) -> Activation {
        func value(_ part: Part) -> Value? {
            switch part {
            case .cell(let cell): row.cells[cell]
            case .record(let type, let fields):
                .record(Record(type, values: ContiguousArray(fields.map(value))))
            }
        }
        var activation = environment.makeActivation()
        for (slot, part) in parts.enumerated() { activation[slot] = value(part) }
        return activation
    }
}

/// The facts of one report, in the cells of a ``FactLayout``; nil where a fact is absent.
package struct FactRow: Sendable {
    /// The values by cell.
    package var cells: ContiguousArray<Value?>

    /// A row in which every fact is absent.
    package init(_ layout: FactLayout) {
        cells = ContiguousArray(repeating: nil, count: layout.cells.count)
    }

    /// A row with these facts.
    ///
    /// - Precondition: There is one value per cell of the layout that it is used with.
    package init(cells: ContiguousArray<Value?>) {
        self.cells = cells
    }
}
