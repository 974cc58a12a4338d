import Governance

/// The writer's side of the keys: it keeps the new ones, and seals where callers could not.
struct WriterKeys {
    private let ring: KeyRing
    private let seals: Bool
    /// Keys that were read, or made in the batch at hand; they go to the ring after its commit.
    private var fresh: [Incident.ID: IncidentKey] = [:]

    init(ring: KeyRing, seals: Bool) {
        self.ring = ring
        self.seals = seals
    }

    /// The body of an event with its personal part as it is to be written, which is none if the
    /// incident was forgotten.
    mutating func body(
        of event: PreparedEvent, with statements: WriterStatements,
    ) throws -> RecordBody {
        guard let incident = event.event.incident else { return event.body }
        switch event.personal {
        case .none: return event.body
        case .open: return try sealed(event, event.body, incident, statements)
        case .sealed:
            if ring[incident] != nil { return event.body }
        case .sealedWithNewKey(let key, let wrapped):
            if try keep(wrapped, of: incident, statements) {
                fresh[incident] = key
                return event.body
            }
        }
        return try sealed(event, event.body.withoutEnd, incident, statements)
    }

    /// Hands the keys of the batch on, now that it is committed.
    mutating func committed() {
        ring.insert(fresh)
        fresh.removeAll(keepingCapacity: true)
    }

    /// Drops the keys of a transaction that failed; those made in it were never kept.
    mutating func reset() {
        fresh.removeAll()
    }

    /// Gives up the key of an incident that is to be forgotten.
    mutating func forget(_ incident: Incident.ID) {
        fresh[incident] = nil
        ring.remove(incident)
    }

    private mutating func sealed(
        _ event: PreparedEvent, _ body: RecordBody, _ incident: Incident.ID,
        _ statements: WriterStatements,
    ) throws -> RecordBody {
        var body = body
        let clear = event.event.personalPart.map(RecordCoding.bytes) ?? []
        if !seals {
            body.endWithPersonalPart { $0.append(contentsOf: clear) }
        } else if let key = try key(of: incident, statements) {
            key.seal(clear, into: &body)
        } else {
            body.endWithoutPersonalPart()
        }
        return body
    }

    /// The key of an incident, made if it has none, or nil if it was forgotten.
    private mutating func key(
        of incident: Incident.ID, _ statements: WriterStatements,
    ) throws -> IncidentKey? {
        if let key = fresh[incident] ?? ring[incident] { return key }
        statements.readKey.bind(1, incident.bytes)
        if let wrapped = try statements.readKey.firstRow({ $0.bytes(0) }) {
            let key = try unwrap(wrapped, of: incident)
            fresh[incident] = key
            return key
        }
        let key = IncidentKey.random()
        let wrapped = key.wrapped(for: incident, with: ring.county)
        guard try keep(wrapped, of: incident, statements) else { return nil }
        fresh[incident] = key
        return key
    }

    /// Keeps a new key, unless the incident has one or was forgotten.
    private mutating func keep(
        _ wrapped: [UInt8], of incident: Incident.ID, _ statements: WriterStatements,
    ) throws -> Bool {
        statements.insertKey.bind(1, incident.bytes)
        statements.insertKey.bind(2, wrapped)
        try statements.insertKey.run()
        return statements.insertKey.changes == 1
    }

    private func unwrap(_ wrapped: [UInt8], of incident: Incident.ID) throws -> IncidentKey {
        let key = wrapped.withUnsafeBytes {
            IncidentKey(unwrapping: $0, of: incident, with: ring.county)
        }
        guard let key else {
            throw EventLogError(
                .corrupt, "The key of incident \(incident) is damaged. Verify the log.")
        }
        return key
    }
}
