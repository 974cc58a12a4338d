public import Governance

/// A browser that a responder has allowed to be told something (W3C Push API).
public struct PushSubscription: Hashable, Sendable {
    /// The longest address of a push service, in bytes.
    public static let maximumEndpointLength = 2_048
    /// How many browsers one responder may have; one more takes the place of the oldest.
    public static let maximumPerResponder = 8

    /// Whose browser it is.
    public let responder: Responder.ID
    /// The address at the push service.
    public let endpoint: String
    /// The browser's public key: a point of P-256, 65 bytes, uncompressed.
    public let publicKey: [UInt8]
    /// The secret that the browser shares with us: 16 bytes.
    public let authentication: [UInt8]

    /// A browser; nil if the keys or the address are not as they must be.
    public init?(
        responder: Responder.ID, endpoint: String, publicKey: [UInt8], authentication: [UInt8],
    ) {
        guard publicKey.count == 65, publicKey.first == 4, authentication.count == 16,
            endpoint.hasPrefix("https://") || endpoint.hasPrefix("http://127.0.0.1:"),
            endpoint.utf8.count <= Self.maximumEndpointLength,
            endpoint.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        self.responder = responder
        self.endpoint = endpoint
        self.publicKey = publicKey
        self.authentication = authentication
    }
}
