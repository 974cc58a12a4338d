import Governance
import Synchronization

/// The keys of the incidents that are being written about, for callers to seal with before they
/// wait for the writer.
///
/// It holds durable keys only: a key comes in after it was committed and leaves before it is
/// deleted, both by the writer. No incident ever gets a second key. So what was sealed with a key
/// from here is right as long as the writer still finds the incident here.
final class KeyRing: Sendable {
    /// Beyond this many incidents the keys are dropped and unwrapped again when needed.
    private static let maximumCount = 32_768

    private let keys = Mutex<[Incident.ID: IncidentKey]>([:])
    let county: CountyKey

    init(county: CountyKey) {
        self.county = county
    }

    /// The key of an incident, if it is here.
    subscript(incident: Incident.ID) -> IncidentKey? {
        keys.withLock { $0[incident] }
    }

    /// Takes keys that have been committed.
    func insert(_ committed: [Incident.ID: IncidentKey]) {
        guard !committed.isEmpty else { return }
        keys.withLock { keys in
            if keys.count + committed.count > Self.maximumCount { keys.removeAll() }
            keys.merge(committed) { old, _ in old }
        }
    }

    /// Gives up the key of an incident that is to be forgotten.
    func remove(_ incident: Incident.ID) {
        keys.withLock { $0[incident] = nil }
    }

    /// Seals the personal part of an event and ends the body with it.
    ///
    /// The first event of an incident gets a new key, made here. For other events whose key is not
    /// here the writer must do it, which can look the key up.
    func seal(
        _ clear: [UInt8], of incident: Incident.ID, _ kind: Event.Kind,
        into body: inout RecordBody,
    ) -> PreparedEvent.Personal {
        if let key = self[incident] {
            key.seal(clear, into: &body)
            return .sealed
        }
        guard case .reportAccepted = kind else { return .open }
        let key = IncidentKey.random()
        key.seal(clear, into: &body)
        return .sealedWithNewKey(key, wrapped: key.wrapped(for: incident, with: county))
    }
}
