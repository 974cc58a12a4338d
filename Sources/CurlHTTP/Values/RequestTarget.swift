import CCurl

/// An address that a request can be sent to, read by the same parser that will send it.
///
/// Reading it with libcurl's own parser leaves no room for an address that the check understands
/// in one way and the transfer in another.
struct RequestTarget: Sendable, Hashable {
    /// Why a text is no target.
    enum Refusal: Error, Equatable {
        case unreadable
        case tooLong
        case scheme(String)
        case credentials
    }

    static let maximumLength = 8192

    let url: String
    let scheme: HTTPScheme
    /// In lower case, without brackets, numeric forms of IPv4 written as four numbers.
    let host: String
    let port: Int

    /// What may be shown of it.
    var origin: String {
        let name = host.contains(":") ? "[\(host)]" : host
        let suffix = port == scheme.defaultPort ? "" : ":\(port)"
        return "\(scheme.rawValue)://\(name)\(suffix)"
    }

    /// Reads an address.
    ///
    /// - Parameters:
    ///   - text: An absolute address, or one relative to `base`.
    ///   - base: The address that `text` was found at.
    /// - Throws: A `Refusal`.
    init(_ text: String, relativeTo base: RequestTarget? = nil) throws(Refusal) {
        guard text.utf8.count <= RequestTarget.maximumLength else { throw .tooLong }
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw .unreadable }
        guard let parser = curl_url() else { throw .unreadable }
        defer { curl_url_cleanup(parser) }
        if let base {
            guard curl_url_set(parser, CURLUPART_URL, base.url, 0) == CURLUE_OK else {
                throw .unreadable
            }
        }
        let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE)
        guard curl_url_set(parser, CURLUPART_URL, text, flags) == CURLUE_OK else {
            throw .unreadable
        }
        curl_url_set(parser, CURLUPART_FRAGMENT, nil, 0)
        try self.init(parser)
    }

    private init(_ parser: OpaquePointer) throws(Refusal) {
        guard let name = RequestTarget.part(CURLUPART_SCHEME, of: parser) else { throw .unreadable }
        guard let scheme = HTTPScheme(rawValue: name.lowercased()) else { throw .scheme(name) }
        guard RequestTarget.part(CURLUPART_USER, of: parser) == nil,
            RequestTarget.part(CURLUPART_PASSWORD, of: parser) == nil
        else { throw .credentials }
        let orDefault = UInt32(CURLU_DEFAULT_PORT)
        guard let host = RequestTarget.part(CURLUPART_HOST, of: parser), !host.isEmpty,
            let portText = RequestTarget.part(CURLUPART_PORT, of: parser, orDefault),
            let port = Int(portText), (1...65_535).contains(port),
            let url = RequestTarget.part(CURLUPART_URL, of: parser)
        else { throw .unreadable }
        self.url = url
        self.scheme = scheme
        self.host = RequestTarget.normalizedHost(host)
        self.port = port
    }

    private static func part(
        _ part: CURLUPart, of parser: OpaquePointer, _ flags: UInt32 = 0,
    ) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parser, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    /// Lower case, no brackets and no dot at the end.
    static func normalizedHost(_ host: String) -> String {
        var name = host.lowercased()[...]
        if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        if name.hasSuffix(".") { name = name.dropLast() }
        return String(name)
    }
}
