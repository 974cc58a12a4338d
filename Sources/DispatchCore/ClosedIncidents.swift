import Governance

/// The ids of the incidents of a township that were closed last, so that a late repeat of their
/// report or a late step is told apart from an id that was never seen.
///
/// The oldest are forgotten beyond ``limit``; what comes later still the log must answer.
struct ClosedIncidents: Sendable {
    /// How many are kept.
    static let limit = 4_096

    private var ids: Set<Incident.ID> = []
    /// In the order of closing, as a ring once it is full; nil where one was taken out again.
    private var order: [Incident.ID?] = []
    private var oldest = 0

    init() {}

    func contains(_ id: Incident.ID) -> Bool { ids.contains(id) }

    mutating func insert(_ id: Incident.ID) {
        guard ids.insert(id).inserted else { return }
        guard order.count == Self.limit else {
            order.append(id)
            return
        }
        if let forgotten = order[oldest] { ids.remove(forgotten) }
        order[oldest] = id
        oldest = (oldest + 1) % Self.limit
    }

    /// Takes one out again, because its closing could not be kept.
    mutating func remove(_ id: Incident.ID) {
        guard ids.remove(id) != nil else { return }
        if let position = order.firstIndex(of: id) { order[position] = nil }
    }
}

extension ClosedIncidents: Codable {
    /// Reads the ids, the oldest first.
    init(from decoder: any Decoder) throws {
        for id in try [Incident.ID](from: decoder) { insert(id) }
    }

    /// Writes the ids, the oldest first.
    func encode(to encoder: any Encoder) throws {
        try (order[oldest...] + order[..<oldest]).compactMap(\.self).encode(to: encoder)
    }
}
