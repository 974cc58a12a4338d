import Governance

/// How many live assignments somebody has and, while it is one, in which incident.
///
/// The bits of all the incidents' ids are combined by exclusive or, so that one can be added and
/// taken away in any order and a single one is left as it is.
struct Engagement: Hashable, Sendable, Codable {
    private(set) var count = 0
    private var high: UInt64 = 0
    private var low: UInt64 = 0

    /// The incident of the only live assignment, while there is one only.
    var only: Incident.ID? { count == 1 ? Incident.ID(high: high, low: low) : nil }

    /// Counts `change` more assignments of the incident: 1 or -1.
    mutating func count(_ incident: Incident.ID, _ change: Int) {
        count += change
        high ^= incident.high
        low ^= incident.low
    }
}
