extension HTTPRequest {
    /// Fields that libcurl writes itself; a second one would make the request ambiguous.
    private static let ownFields: Set<String> = [
        "connection", "content-length", "expect", "host", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    /// Reads the address and checks everything that can be checked before a connection is made.
    ///
    /// - Throws: `requestInvalid`.
    func firstHop() throws(HTTPFailure) -> Hop {
        let target = try target(addressWithQuery, "The address")
        if let proxy { try check(proxy) }
        guard limits.areUsable else {
            throw invalid(target, "has a limit below zero, a time of zero or one of over a day")
        }
        guard body.count <= limits.requestBytes else {
            throw invalid(
                target, "has a body of \(body.count) bytes; the limit is \(limits.requestBytes)")
        }
        if [.get, .head].contains(method), !body.isEmpty {
            throw invalid(target, "is a \(method.rawValue) and has a body")
        }
        try checkFields(target)
        return Hop(
            target: target, method: method, carriesBody: !body.isEmpty, carriesCredentials: true,
            index: 0)
    }

    /// Every field to be sent to the origin that the caller named.
    var allFields: [HTTPHeaders.Field] {
        guard case .header(let name, let value) = authentication else { return headers.fields }
        return headers.fields + [HTTPHeaders.Field(name: name, value: value.value)]
    }

    /// The address with the secret that it carries, if it carries one.
    private var addressWithQuery: String {
        guard case .query(let name, let value) = authentication else { return url }
        let plain = url.prefix { $0 != "#" }
        let sign = plain.contains("?") ? "&" : "?"
        return plain + "\(sign)\(name.percentEncoded)=\(value.value.percentEncoded)"
    }

    /// The texts that must not be seen in a failure, whoever wrote it.
    var secrets: [String] {
        var all = [proxy?.password?.value, tls.certificate?.passphrase?.value]
        switch authentication {
        case .none: break
        case .basic(_, let secret), .bearer(let secret), .header(_, let secret):
            all.append(secret.value)
        case .query(_, let secret): all += [secret.value, secret.value.percentEncoded]
        }
        return all.compactMap { $0 }.filter { !$0.isEmpty }
    }

    private func target(_ text: String, _ what: String) throws(HTTPFailure) -> RequestTarget {
        do {
            return try RequestTarget(text)
        } catch {
            let reason =
                switch error {
                case .unreadable: "cannot be read"
                case .tooLong: "is longer than \(RequestTarget.maximumLength) bytes"
                case .scheme: "is neither http nor https"
                case .credentials: "holds a name or password; use the authentication instead"
                }
            throw HTTPFailure(.requestInvalid, "\(what) of the request \(reason).")
        }
    }

    private func check(_ proxy: HTTPProxy) throws(HTTPFailure) {
        let socks = "socks5h://"
        let isSocks = proxy.url.lowercased().hasPrefix(socks)
        let text = isSocks ? "http://" + proxy.url.dropFirst(socks.count) : proxy.url
        _ = try target(text, "The proxy")
    }

    private func checkFields(_ target: RequestTarget) throws(HTTPFailure) {
        for field in allFields {
            guard field.name.utf8.allSatisfy(\.isToken), !field.name.isEmpty else {
                throw invalid(target, "has a header field whose name is not allowed")
            }
            guard field.value.utf8.allSatisfy(\.isFieldText) else {
                throw invalid(target, "has a control character in the field \(field.name)")
            }
            if HTTPRequest.ownFields.contains(field.name.lowercased()) {
                throw invalid(target, "sets the field \(field.name), which is not the caller's")
            }
        }
    }

    private func invalid(_ target: RequestTarget, _ what: String) -> HTTPFailure {
        HTTPFailure(.requestInvalid, "The request to \(target.origin) \(what).")
    }
}

extension String {
    /// The text with every byte but RFC 3986's unreserved ones written as `%` and two digits.
    fileprivate var percentEncoded: String {
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += Array("%\(byte < 16 ? "0" : "")\(Self(byte, radix: 16))".utf8)
            }
        }
        return Self(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// A character of a token (RFC 9110 §5.6.2).
    fileprivate var isToken: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }

    /// A character of a field's value (RFC 9110 §5.5).
    fileprivate var isFieldText: Bool { self == 0x09 || self >= 0x20 && self != 0x7F }
}
