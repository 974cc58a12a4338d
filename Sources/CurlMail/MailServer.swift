public import CurlHTTP

/// A server that takes mail, and how it is spoken to.
public struct MailServer: Sendable, Hashable {
    /// How the connection is kept from being read.
    public enum Security: Sendable, Hashable {
        /// Not at all.
        case none
        /// Plain at first, then TLS before anything else; refused where the server cannot.
        case startTLS
        /// TLS from the start.
        case tls
    }

    /// The host.
    public var host: String
    /// The port.
    public var port: Int
    /// How the connection is secured.
    public var security: Security
    /// The user to log in as; nil for none.
    public var user: String?
    /// The password.
    public var password: Secret?
    /// Which network addresses it may have.
    public var addresses: AddressPolicy
    /// Whom it trusts.
    public var trust: TLSOptions.Trust
    /// From the start until a connection is ready.
    public var connectLimit: Duration
    /// From the start until the server has taken the mail.
    public var wholeLimit: Duration

    /// A server at a public address unless told otherwise.
    public init(
        host: String, port: Int, security: Security, user: String? = nil, password: Secret? = nil,
        addresses: AddressPolicy = .publicOnly, trust: TLSOptions.Trust = .system,
        connectLimit: Duration = .seconds(10), wholeLimit: Duration = .seconds(60),
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.addresses = addresses
        self.trust = trust
        self.connectLimit = connectLimit
        self.wholeLimit = wholeLimit
    }
}

/// One mail: its envelope, and its text as RFC 5322 writes it, with lines that end in CR LF.
public struct Mail: Sendable, Hashable {
    /// The sender's address.
    public var sender: String
    /// The recipient's address.
    public var recipient: String
    /// The header and the body.
    public var text: [UInt8]

    /// A mail to one recipient.
    public init(sender: String, recipient: String, text: [UInt8]) {
        self.sender = sender
        self.recipient = recipient
        self.text = text
    }
}

/// Why a mail was not taken, as far as that is known.
public struct MailFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case invalid = "mail.invalid"
        case nameUnresolved = "mail.name_unresolved"
        case connectFailed = "mail.connect_failed"
        case addressRefused = "mail.address_refused"
        case tlsFailed = "mail.tls_failed"
        case loginDenied = "mail.login_denied"
        case refused = "mail.refused"
        case deferred = "mail.deferred"
        case timeout = "mail.timeout"
        case connectionLost = "mail.connection_lost"
        case internalError = "mail.internal"
    }

    /// What kind of failure it is.
    public let code: Code
    /// The server's last reply code; 0 if it gave none.
    public let reply: Int
    /// Whether the whole mail had been sent, so that the server may have taken it.
    public let isInDoubt: Bool

    init(_ code: Code, reply: Int = 0, isInDoubt: Bool = false) {
        self.code = code
        self.reply = reply
        self.isInDoubt = isInDoubt
    }

    /// The code, with the server's reply code if there is one; nothing that the server wrote.
    public var description: String {
        reply > 0 ? "\(code.rawValue) (\(reply))" : code.rawValue
    }
}
