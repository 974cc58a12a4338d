public import Governance

/// How a source platform is reached, and how it is told who asks.
public struct SourceAccess: Hashable, Sendable {
    /// The hosts that may be at private addresses.
    public var allowedHosts: [String]
    /// How the platform is told who asks.
    public var authentication: SourceAuthentication
    /// The proxy between here and the platform, if there is one.
    public var proxy: Proxy?
    /// Whom a secure connection trusts, and what it shows.
    public var tls: TLS

    /// A public platform that wants to know nothing, unless told otherwise.
    public init(
        allowedHosts: [String] = [], authentication: SourceAuthentication = .none,
        proxy: Proxy? = nil, tls: TLS = TLS(),
    ) {
        self.allowedHosts = allowedHosts
        self.authentication = authentication
        self.proxy = proxy
        self.tls = tls
    }

    /// A proxy, and how to be let in.
    public struct Proxy: Hashable, Sendable {
        /// Its address: http, https or socks5h.
        public let address: String
        /// The name that it wants, if it wants one.
        public let user: String?
        /// The password that goes with the name.
        public let password: SecretName?

        /// Describes a proxy.
        public init(address: String, user: String? = nil, password: SecretName? = nil) {
            self.address = address
            self.user = user
            self.password = password
        }
    }

    /// Files of secure connections, all PEM.
    public struct TLS: Hashable, Sendable {
        /// The authorities that are trusted in place of the system's.
        public var authorities: String?
        /// The certificate that is shown, and its key.
        public var certificate: Certificate?

        /// What the system trusts, and no certificate, unless told otherwise.
        public init(authorities: String? = nil, certificate: Certificate? = nil) {
            self.authorities = authorities
            self.certificate = certificate
        }
    }

    /// The files of a certificate that is shown.
    public struct Certificate: Hashable, Sendable {
        /// The certificate, with those between it and its authority.
        public let file: String
        /// Its private key.
        public let keyFile: String
        /// What unlocks the key, if it is locked.
        public let passphrase: SecretName?

        /// Names the files.
        public init(file: String, keyFile: String, passphrase: SecretName? = nil) {
            self.file = file
            self.keyFile = keyFile
            self.passphrase = passphrase
        }
    }
}

/// How a platform is told who asks.
public enum SourceAuthentication: Hashable, Sendable {
    /// It wants to know nothing.
    case none
    /// A name and a password (RFC 7617).
    case basic(user: String, password: SecretName)
    /// A token (RFC 6750).
    case bearer(SecretName)
    /// A key in a header field of that name.
    case header(name: String, value: SecretName)
    /// A key in a parameter of the address.
    case query(name: String, value: SecretName)
    /// A signature of the request.
    case signature(SignatureScheme)
    /// A token that an authorisation server gives for an identity of our own (RFC 6749 §4.4).
    case clientCredentials(ClientCredentials)

    /// The names of the secrets that it takes.
    public var secrets: [SecretName] {
        switch self {
        case .none: []
        case .basic(_, let name), .bearer(let name), .header(_, let name), .query(_, let name):
            [name]
        case .signature(let scheme): [scheme.secret]
        case .clientCredentials(let credentials): [credentials.secret]
        }
    }
}

/// Our identity with an authorisation server.
public struct ClientCredentials: Hashable, Sendable {
    /// Where the identity is stated in the request for a token.
    public enum Placement: String, Sendable, CaseIterable {
        /// In the header, as a name and a password.
        case header
        /// In the form, for servers that read it only there.
        case form
    }

    /// The address that gives tokens.
    public let address: String
    /// The name of the client.
    public let client: String
    /// The secret of the client.
    public let secret: SecretName
    /// What the token shall be good for, names separated by spaces.
    public let scope: String?
    /// Where the identity is stated.
    public let placement: Placement

    /// Describes an identity.
    public init(
        address: String, client: String, secret: SecretName, scope: String? = nil,
        placement: Placement = .header,
    ) {
        self.address = address
        self.client = client
        self.secret = secret
        self.scope = scope
        self.placement = placement
    }
}
