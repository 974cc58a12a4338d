public import Governance

/// How a platform wants requests to be signed: which text under which hash, and where the result goes.
///
/// Gateways differ in nothing but this, so a scheme is data and none of them is built in.
public struct SignatureScheme: Hashable, Sendable {
    /// The hash of the HMAC (RFC 2104).
    public enum Hash: String, Sendable, CaseIterable {
        case sha256
        case sha512
    }

    /// How the signature is written.
    public enum Encoding: String, Sendable, CaseIterable {
        case base64
        case hex
    }

    /// A header field that goes with the request.
    public struct Field: Hashable, Sendable {
        /// The name.
        public let name: String
        /// What stands in it.
        public let value: SignatureTemplate

        /// Describes a field.
        public init(name: String, value: SignatureTemplate) {
            self.name = name
            self.value = value
        }
    }

    /// The secret that signs.
    public let secret: SecretName
    /// What tells the platform which secret it is.
    public let key: String
    /// The hash.
    public let hash: Hash
    /// How the signature is written.
    public let encoding: Encoding
    /// The text that is signed.
    public let text: SignatureTemplate
    /// The fields that are added, the signature in one of them.
    public let fields: [Field]

    /// Describes a scheme.
    public init(
        secret: SecretName, key: String = "", hash: Hash = .sha256, encoding: Encoding = .base64,
        text: SignatureTemplate, fields: [Field],
    ) {
        self.secret = secret
        self.key = key
        self.hash = hash
        self.encoding = encoding
        self.text = text
        self.fields = fields
    }
}

/// A text with names in braces, such as `{method}`, that each request fills.
public struct SignatureTemplate: Hashable, Sendable {
    /// What can be filled in.
    public enum Name: String, Sendable, CaseIterable {
        /// The method, in capitals.
        case method
        /// The host, with its port if the address has one.
        case host
        /// The path with the query.
        case target
        /// The moment as HTTP writes it.
        case date
        /// The moment in whole seconds since 1970.
        case seconds
        /// The moment in milliseconds since 1970.
        case milliseconds
        /// A text that no other request has.
        case nonce
        /// What tells which secret signs.
        case key
        /// The signature; in fields only.
        case signature
    }

    /// A name in braces that is none of the known ones.
    public struct UnknownName: Error, Hashable, Sendable {
        /// The name.
        public let name: String

        /// A name that is not known.
        public init(name: String) {
            self.name = name
        }
    }

    private enum Piece: Hashable {
        case text(String)
        case name(Name)
    }

    private let pieces: [Piece]

    /// Reads a template.
    ///
    /// - Throws: ``UnknownName`` for the first name that is not known.
    public init(_ text: String) throws(UnknownName) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append(.text(String(rest[..<open])))
            let name = String(rest[rest.index(after: open)..<close])
            guard let known = Name(rawValue: name) else { throw UnknownName(name: name) }
            pieces.append(.name(known))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces.filter { $0 != .text("") }
    }

    /// Whether a name occurs.
    public func uses(_ name: Name) -> Bool { pieces.contains(.name(name)) }

    /// The text with each name replaced by its value.
    public func filled(_ value: (Name) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .name(let name): value(name)
            }
        }.joined()
    }
}
