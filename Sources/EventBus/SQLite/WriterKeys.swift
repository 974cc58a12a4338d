import Governance

/// The keys of the incidents that are being written about.
struct WriterKeys {
    private enum Known {
        case key(IncidentKey)
        case forgotten
    }

    /// Beyond this many incidents the known keys are dropped and unwrapped again when needed.
    private static let maximumCount = 16_384

    private var known: [Incident.ID: Known] = [:]
    private let county: CountyKey

    init(county: CountyKey) {
        self.county = county
    }

    /// The key of `incident`, made if it has none, or nil if the incident was forgotten.
    mutating func key(
        of incident: Incident.ID, with statements: WriterStatements,
    ) throws -> IncidentKey? {
        switch known[incident] {
        case .key(let key): return key
        case .forgotten: return nil
        case nil: break
        }
        if known.count >= Self.maximumCount { known.removeAll(keepingCapacity: true) }
        let identifier = incident.bytes
        statements.readForgotten.bind(1, identifier)
        if try statements.readForgotten.firstRow({ _ in true }) == true {
            known[incident] = .forgotten
            return nil
        }
        let key = try storedOrNew(incident, identifier, statements)
        known[incident] = .key(key)
        return key
    }

    /// Drops what is known of `incident`, whose key is gone.
    mutating func forget(_ incident: Incident.ID) {
        known[incident] = .forgotten
    }

    /// Forgets everything after a transaction that failed; keys made in it were never kept.
    mutating func reset() {
        known.removeAll(keepingCapacity: true)
    }

    private func storedOrNew(
        _ incident: Incident.ID, _ identifier: [UInt8], _ statements: WriterStatements,
    ) throws -> IncidentKey {
        statements.readKey.bind(1, identifier)
        let wrapped = try statements.readKey.firstRow { $0.bytes(0) }
        guard let wrapped else {
            let key = IncidentKey.random()
            statements.insertKey.bind(1, identifier)
            statements.insertKey.bind(2, key.wrapped(for: incident, with: county))
            try statements.insertKey.run()
            return key
        }
        let key = wrapped.withUnsafeBytes {
            IncidentKey(unwrapping: $0, of: incident, with: county)
        }
        guard let key else {
            throw EventLogError(
                .corrupt, "The key of incident \(incident) is damaged. Verify the log.")
        }
        return key
    }
}
