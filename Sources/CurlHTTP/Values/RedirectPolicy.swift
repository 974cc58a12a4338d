/// Where an answer may send a request on to.
public struct RedirectPolicy: Sendable, Hashable {
    /// The hosts that a redirect may name.
    public enum Hosts: Sendable, Hashable {
        /// Only the host that the request was made to.
        case same
        /// That host and these, written as in an address.
        case sameOr(Set<String>)
        /// Any host; the address policy still holds.
        case any
    }

    /// How many redirects are followed; one more is an error.
    public var maximum: Int
    /// The schemes that a redirect may name.
    public var schemes: Set<HTTPScheme>
    /// The hosts that a redirect may name.
    public var hosts: Hosts
    /// Whether a redirect may lead from https to http.
    public var allowsDowngrade: Bool

    /// Sets the policy; what is not given is five redirects on the same host, never to less safety.
    public init(
        maximum: Int = 5, schemes: Set<HTTPScheme> = [.https, .http], hosts: Hosts = .same,
        allowsDowngrade: Bool = false,
    ) {
        self.maximum = maximum
        self.schemes = schemes
        self.hosts = hosts
        self.allowsDowngrade = allowsDowngrade
    }

    /// Every redirect is an error.
    public static let refuse = RedirectPolicy(maximum: 0)
}

/// A scheme that this client speaks.
public enum HTTPScheme: String, Sendable, Hashable, CaseIterable {
    case http
    case https

    var defaultPort: Int { self == .http ? 80 : 443 }
}
