import Governance

/// An incident as the row of the read models that it must have.
struct IncidentRow {
    private enum Value: Hashable {
        case null
        case integer(Int64)
        case bytes([UInt8])
    }

    private let columns: [(name: String, value: Value)]

    /// The row of `incident`, whose report was accepted with the record at `rank`.
    init(_ incident: Incident, rank: Int64) {
        func text(_ value: String) -> Value { .bytes(Array(value.utf8)) }
        func optional(_ value: Int64?) -> Value { value.map { .integer($0) } ?? .null }
        columns = [
            ("rank", .integer(rank)),
            ("id", .bytes(incident.id.bytes)),
            ("number", .integer(Int64(incident.number))),
            ("version", .integer(Int64(incident.version))),
            ("stage", text(incident.stage.rawValue)),
            ("open mark", .integer(incident.isOpen ? 1 : 0)),
            ("category", text(incident.report.category.name)),
            ("severity", optional((incident.decision?.severity.rawValue).map(Int64.init))),
            ("township", .integer(Int64(incident.partition.number))),
            ("area", .integer(Int64(incident.report.area.number))),
            ("time of acceptance", .integer(incident.acceptedAt.microsecondsSinceEpoch)),
            ("full assignment", optional(incident.fullAssignmentTime?.wholeMicroseconds)),
            ("exercise mark", .integer(incident.report.isExercise ? 1 : 0)),
            ("list of live assignments", text(incident.liveAssignments)),
            ("document", .bytes(RecordCoding.document(of: incident))),
        ]
    }

    /// The name of the first column in which `row`, with the columns in this order, differs.
    func difference(from row: SQLStatement) -> String? {
        for (index, column) in columns.enumerated() {
            let actual: Value
            let index = Int32(index)
            switch column.value {
            case _ where row.isNull(index): actual = .null
            case .bytes: actual = .bytes(row.bytes(index))
            case .integer, .null: actual = .integer(row.integer(index))
            }
            if actual != column.value { return column.name }
        }
        return nil
    }
}
