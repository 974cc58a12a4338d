/// A version of the Common Alerting Protocol (OASIS).
public enum CAPVersion: String, Sendable, CaseIterable {
    case v10 = "1.0"
    case v11 = "1.1"
    case v12 = "1.2"

    /// The address of its namespace.
    public var namespace: String {
        switch self {
        case .v10: "http://www.incident.com/cap/1.0"
        case .v11: "urn:oasis:names:tc:emergency:cap:1.1"
        case .v12: "urn:oasis:names:tc:emergency:cap:1.2"
        }
    }

    /// The version of that namespace, if it is one of CAP's.
    init?(namespace: String) {
        guard let version = Self.allCases.first(where: { $0.namespace == namespace }) else {
            return nil
        }
        self = version
    }
}
