/// How a request says who sends it; never sent to another origin that it is redirected to.
public enum HTTPAuthentication: Sendable, Hashable {
    /// Nothing is said.
    case none
    /// A name and a password (RFC 7617).
    case basic(user: String, password: Secret)
    /// A token (RFC 6750).
    case bearer(Secret)
    /// A secret in a header field of that name, such as an API key.
    case header(name: String, value: Secret)
    /// A secret in a parameter of that name, added to the address.
    case query(name: String, value: Secret)
}

/// The proxy that requests go through, and how to be let in.
public struct HTTPProxy: Sendable, Hashable {
    /// The proxy's address: http, https or socks5h, without a name and password in it.
    public var url: String
    /// The name that the proxy wants.
    public var user: String?
    /// The password that the proxy wants.
    public var password: Secret?

    /// Names a proxy.
    public init(url: String, user: String? = nil, password: Secret? = nil) {
        self.url = url
        self.user = user
        self.password = password
    }
}
