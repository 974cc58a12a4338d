/// Which network addresses a request may reach, whatever its name resolved to.
///
/// The check is made on the address of the socket, when it is opened and again before each
/// request on a connection that is already open; names, redirects and reuse do not get around it.
/// Through a proxy the target's address is the proxy's to resolve: then only targets written as
/// an address, and `localhost`, can be refused here.
public struct AddressPolicy: Sendable, Hashable {
    /// The hosts that may be at any address, in lower case and without brackets.
    public let allowedHosts: Set<String>

    /// Public addresses, and any address for the hosts named here as they stand in an address.
    public init(allowedHosts: some Sequence<String> = []) {
        self.allowedHosts = Set(allowedHosts.map(RequestTarget.normalizedHost))
    }

    /// Public addresses only.
    public static let publicOnly = AddressPolicy()

    /// Whether a request to that host may connect to that address.
    public func allows(_ address: IPAddress, for host: String) -> Bool {
        address.kind == .global || allowedHosts.contains(RequestTarget.normalizedHost(host))
    }

    func allowsBehindProxy(host: String) -> Bool {
        if allowedHosts.contains(host) { return true }
        if host == "localhost" || host.hasSuffix(".localhost") { return false }
        guard let address = IPAddress(host) else { return true }
        return address.kind == .global
    }
}
