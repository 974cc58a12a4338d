import GRDB
import Governance

/// Brings the tables of incidents up to what a batch has made of them.
///
/// An incident that a batch touches several times is written once. New ones are written in the
/// order of the log, so that the tables grow at their end and their pages are filled.
struct ReadModelWriter {
    private struct Change {
        var document: IncidentDocument
        var acceptedAt: Offset?
        /// The numbers of assignments that changed; they may come twice.
        var touched: [Int] = []
    }

    private let statements: ReadModelStatements
    private var changes: [Change] = []
    /// Where the change of an incident stands.
    private var positions: [Incident.ID: Int] = [:]

    init(_ database: Database) throws {
        statements = try ReadModelStatements(database)
    }

    /// Remembers the incident as it is after a request whose first event stands after `offset`.
    mutating func stage(_ request: PreparedRequest, after offset: Offset) {
        guard let document = request.document else { return }
        let position = position(of: document)
        changes[position].document = document
        for (index, event) in request.events.enumerated() {
            if case .reportAccepted = event.event.kind {
                changes[position].acceptedAt = Offset(offset.value + Int64(index) + 1)
            } else {
                changes[position].touched += event.event.kind.assignmentNumbers
            }
        }
    }

    /// Writes what was remembered; tells what has become of assignments.
    mutating func store() throws -> [LiveAssignments.Change] {
        var assignments: [LiveAssignments.Change] = []
        for change in changes { try store(change, &assignments) }
        changes.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        return assignments
    }

    /// Forgets what was remembered, after a transaction that failed.
    mutating func reset() {
        changes.removeAll()
        positions.removeAll()
    }

    private mutating func position(of document: IncidentDocument) -> Int {
        if let position = positions[document.incident.id] { return position }
        positions[document.incident.id] = changes.count
        changes.append(Change(document: document))
        return changes.count - 1
    }

    private func store(
        _ change: Change, _ assignments: inout [LiveAssignments.Change],
    ) throws {
        let incident = change.document.incident
        let id = incident.id.bytes
        // Of what was accepted in this batch there is no row yet, unless it was accepted before too.
        var stored = change.acceptedAt?.value
        if let rank = stored, try !statements.insert(change.document, id, rank: rank) {
            stored = nil
        }
        if stored == nil {
            stored = try rank(of: id)
            if let rank = stored { try statements.update(change.document, rank: rank) }
        }
        if stored == nil {
            stored = try firstOffset(of: id)
            if let rank = stored { _ = try statements.insert(change.document, id, rank: rank) }
        }
        guard let rank = stored else { return }
        for assignment in incident.assignments
        where change.touched.contains(assignment.number) {
            assignments.append(
                LiveAssignments.Change(
                    responder: assignment.responder,
                    place: .init(rank: rank, number: assignment.number),
                    isLive: assignment.state.isLive))
        }
    }

    private func rank(of id: [UInt8]) throws -> Int64? {
        statements.readRank.bind(1, id)
        return try statements.readRank.firstRow { $0.integer(0) }
    }

    private func firstOffset(of id: [UInt8]) throws -> Int64? {
        statements.readFirstOffset.bind(1, id)
        return try statements.readFirstOffset.firstRow { $0.optionalInteger(0) } ?? nil
    }
}
