import GRDB
import Governance

/// Brings the tables of incidents and assignments up to what a batch has made of them.
///
/// An incident that a batch touches several times is written once.
struct ReadModelWriter {
    private struct Change {
        var document: IncidentDocument
        var acceptedAt: Offset?
        var touched: Set<Int> = []
    }

    private let statements: ReadModelStatements
    private var changes: [Incident.ID: Change] = [:]

    init(_ database: Database) throws {
        statements = try ReadModelStatements(database)
    }

    /// Remembers the incident as it is after a request whose first event stands after `offset`.
    mutating func stage(_ request: PreparedRequest, after offset: Offset) {
        guard let document = request.document else { return }
        let id = document.incident.id
        var change = changes.removeValue(forKey: id) ?? Change(document: document)
        change.document = document
        for (index, event) in request.events.enumerated() {
            let kind = event.event.kind
            if case .reportAccepted = kind {
                change.acceptedAt = Offset(offset.value + Int64(index) + 1)
            }
            change.touched.formUnion(kind.touchedAssignments)
        }
        changes[id] = change
    }

    /// Writes what was remembered.
    mutating func store() throws {
        for change in changes.values { try store(change) }
        changes.removeAll(keepingCapacity: true)
    }

    /// Forgets what was remembered, after a transaction that failed.
    mutating func reset() {
        changes.removeAll()
    }

    private func store(_ change: Change) throws {
        let incident = change.document.incident
        let id = incident.id.bytes
        if let rank = try rank(of: id) {
            try statements.update(change.document, rank: rank)
        } else if let rank = try change.acceptedAt?.value ?? firstOffset(of: id) {
            try statements.insert(change.document, id, rank: rank)
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
            .assignmentReleased(let number):
            [number]
        default: []
        }
    }
}
