import EventBus
import Governance

/// What makes a repeated request known as such.
public struct IdempotencyKey: Hashable, Sendable {
    /// The client's key.
    public let key: String
    /// A digest of the request, 32 bytes; another request under the same key is refused.
    public let fingerprint: [UInt8]

    /// The key of a request.
    public init(key: String, fingerprint: [UInt8]) {
        self.key = key
        self.fingerprint = fingerprint
    }
}

/// The answer to a command, as it is kept for a repeat: which incident, at which version.
///
/// The incident itself need not be kept, since the log makes it again.
struct KeptAnswer {
    let incident: Incident.ID
    let version: Int

    init(_ incident: Incident) {
        self.incident = incident.id
        version = incident.version
    }

    init?(_ bytes: [UInt8]) {
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard
            parts.count == 2, let incident = Incident.ID(parts[0]), let version = Int(parts[1])
        else { return nil }
        self.incident = incident
        self.version = version
    }

    var bytes: [UInt8] { Array("\(incident) \(version)".utf8) }
}
