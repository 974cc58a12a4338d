/// Whom a connection trusts and how it shows who it is.
///
/// The server's certificate and its name are always checked; there is no switch against it.
public struct TLSOptions: Sendable, Hashable {
    /// Whose signature on a server's certificate is believed.
    public enum Trust: Sendable, Hashable {
        /// The authorities that the system trusts.
        case system
        /// Only the authorities in this PEM file.
        case file(String)
    }

    /// The oldest protocol that is spoken.
    public enum Version: Sendable, Hashable {
        case v12
        case v13
    }

    /// A certificate that the client shows when asked.
    public struct Certificate: Sendable, Hashable {
        /// The PEM file of the certificate, with those between it and its authority.
        public var certificateFile: String
        /// The PEM file of its private key.
        public var keyFile: String
        /// What unlocks the key, if it is locked.
        public var passphrase: Secret?

        /// Names the two files.
        public init(certificateFile: String, keyFile: String, passphrase: Secret? = nil) {
            self.certificateFile = certificateFile
            self.keyFile = keyFile
            self.passphrase = passphrase
        }
    }

    /// Whose signature on a server's certificate is believed.
    public var trust: Trust
    /// The certificate that the client shows; never to a host that it was redirected to.
    public var certificate: Certificate?
    /// The oldest protocol that is spoken.
    public var minimumVersion: Version

    /// Sets the options; what is not given is the system's trust and TLS 1.2.
    public init(
        trust: Trust = .system, certificate: Certificate? = nil, minimumVersion: Version = .v12,
    ) {
        self.trust = trust
        self.certificate = certificate
        self.minimumVersion = minimumVersion
    }
}
