/// One request and everything that bounds it.
public struct HTTPRequest: Sendable, Hashable {
    /// What is asked of the server.
    public var method: HTTPMethod
    /// An http or https address without a name and password in it.
    public var url: String
    /// The fields to send; conditional requests and ranges are fields too.
    public var headers: HTTPHeaders
    /// The bytes to send.
    public var body: [UInt8]
    /// How long and how large the exchange may be.
    public var limits: HTTPLimits
    /// Where the answer may send the request on to.
    public var redirects: RedirectPolicy
    /// Which network addresses it may reach.
    public var addresses: AddressPolicy
    /// Whom it trusts and which certificate it shows.
    public var tls: TLSOptions
    /// How it says who sends it.
    public var authentication: HTTPAuthentication
    /// The proxy that it goes through; the environment's proxies are never used.
    public var proxy: HTTPProxy?
    /// Whether a compressed answer is asked for; never when a range is.
    public var acceptsCompression: Bool
    /// How often the rest of a body is asked for after its connection was lost, where the server
    /// gives ranges and a strong tag.
    public var resumptions: Int

    /// Describes a request; what is not given is a bounded `GET` of a public address.
    public init(
        method: HTTPMethod = .get, url: String, headers: HTTPHeaders = [:], body: [UInt8] = [],
        limits: HTTPLimits = HTTPLimits(), redirects: RedirectPolicy = RedirectPolicy(),
        addresses: AddressPolicy = .publicOnly, tls: TLSOptions = TLSOptions(),
        authentication: HTTPAuthentication = .none, proxy: HTTPProxy? = nil,
        acceptsCompression: Bool = true, resumptions: Int = 0,
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        self.redirects = redirects
        self.addresses = addresses
        self.tls = tls
        self.authentication = authentication
        self.proxy = proxy
        self.acceptsCompression = acceptsCompression
        self.resumptions = resumptions
    }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method and the origin; path, query, fields and body may hold secrets and are left out.
    public var description: String {
        let origin = (try? RequestTarget(url))?.origin ?? "an address that cannot be read"
        return "\(method.rawValue) \(origin)"
    }

    /// The same as the description.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows no secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
