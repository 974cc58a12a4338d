import GRDB
import Governance

/// Brings the tables of incidents and assignments up to what a batch has made of them.
///
/// An incident that a batch touches several times is written once. New ones are written in the
/// order of the log, so that the tables grow at their end and their pages are filled.
struct ReadModelWriter {
    private struct Change {
        var document: IncidentDocument
        var acceptedAt: Offset?
        var touched: Set<Int> = []
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
            let kind = event.event.kind
            if case .reportAccepted = kind {
                changes[position].acceptedAt = Offset(offset.value + Int64(index) + 1)
            }
            changes[position].touched.formUnion(kind.touchedAssignments)
        }
    }

    /// Writes what was remembered.
    mutating func store() throws {
        for change in changes { try store(change) }
        changes.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
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

    private func store(_ change: Change) throws {
        let incident = change.document.incident
        let id = incident.id.bytes
        // Of what was accepted in this batch there is no row yet, unless it was accepted before too.
        var isStored = false
        if let rank = change.acceptedAt?.value {
            isStored = try statements.insert(change.document, id, rank: rank)
        }
        if !isStored {
            if let rank = try rank(of: id) {
                try statements.update(change.document, rank: rank)
            } else if let rank = try firstOffset(of: id) {
                _ = try statements.insert(change.document, id, rank: rank)
            }
        }
        for assignment in incident.assignments
        where change.touched.contains(assignment.number) {
            try statements.store(assignment, of: id)
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

extension Event.Kind {
    /// The assignments that the event may have made live or not live any more.
    fileprivate var touchedAssignments: [Int] {
        switch self {
        case .respondersRequested(let requests): requests.map(\.number)
        case .assignmentAcknowledged(let number), .assignmentDeclined(let number, _),
            .assignmentTimedOut(let number), .responderEnRoute(let number),
            .responderOnScene(let number, _), .assignmentDone(let number),
            .assignmentReleased(let number, _):
            [number]
        default: []
        }
    }
}
