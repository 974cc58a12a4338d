/// One request of a chain of redirects: where it goes and what it may carry.
struct Hop: Sendable, Hashable {
    let target: RequestTarget
    let method: HTTPMethod
    let carriesBody: Bool
    /// Whether credentials and fields of the caller may go along: only to the origin it named.
    let carriesCredentials: Bool
    /// How many redirects led here.
    let index: Int
}

extension RedirectPolicy {
    /// Whether that status and header ask for another request.
    static func location(status: Int, headers: HTTPHeaders) -> String? {
        [301, 302, 303, 307, 308].contains(status) ? headers["location"] : nil
    }

    /// The request that follows an answer.
    ///
    /// - Parameters:
    ///   - hop: The request that was answered.
    ///   - first: The request that the caller made.
    ///   - status: 301, 302, 303, 307 or 308.
    ///   - location: The value of the answer's `Location`.
    /// - Returns: Where it goes, with what method, and what it may carry.
    /// - Throws: `tooManyRedirects` or `redirectRefused`.
    func hop(
        after hop: Hop, first: Hop, status: Int, location: String,
    ) throws(HTTPFailure) -> Hop {
        let origin = hop.target.origin
        if maximum == 0 { throw refusal(origin, "and this request follows none") }
        guard hop.index < maximum else {
            throw HTTPFailure(
                .tooManyRedirects,
                "\(origin) redirected once more after \(maximum) redirects, which is the limit.")
        }
        let target = try target(of: location, after: hop)
        guard hosts.allow(target.host, from: first.target.host) else {
            throw refusal(origin, "to \(target.origin), a host that is not allowed")
        }
        let keeps = status == 307 || status == 308
        let becomesGet = !keeps && (status == 303 ? hop.method != .head : hop.method == .post)
        return Hop(
            target: target, method: becomesGet ? .get : hop.method,
            carriesBody: hop.carriesBody && !becomesGet,
            carriesCredentials: hop.carriesCredentials && target.origin == first.target.origin,
            index: hop.index + 1)
    }

    private func target(of location: String, after hop: Hop) throws(HTTPFailure) -> RequestTarget {
        let origin = hop.target.origin
        let target: RequestTarget
        do {
            target = try RequestTarget(location, relativeTo: hop.target)
        } catch .scheme(let name) {
            throw refusal(origin, "to an address of the scheme \(printable(name, limit: 20))")
        } catch .credentials {
            throw refusal(origin, "to an address with a name or password in it")
        } catch {
            throw refusal(origin, "to an address that cannot be read")
        }
        guard schemes.contains(target.scheme) else {
            throw refusal(origin, "to \(target.origin), a scheme that is not allowed")
        }
        guard allowsDowngrade || hop.target.scheme == .http || target.scheme == .https else {
            throw refusal(origin, "from https to http, which is not allowed")
        }
        return target
    }

    private func refusal(_ origin: String, _ what: String) -> HTTPFailure {
        HTTPFailure(
            .redirectRefused,
            "\(origin) redirected \(what). Allow it in the redirect policy or use the new address.")
    }
}

extension RedirectPolicy.Hosts {
    func allow(_ host: String, from first: String) -> Bool {
        switch self {
        case .same: host == first
        case .sameOr(let others):
            host == first || others.contains { RequestTarget.normalizedHost($0) == host }
        case .any: true
        }
    }
}

/// A text from outside made fit for one line: no control characters, and not too long.
func printable(_ text: String, limit: Int) -> String {
    let visible = text.unicodeScalars.map { $0.isVisible ? $0 : " " }
    let clean = String(String.UnicodeScalarView(visible))
    return clean.count <= limit ? clean : clean.prefix(limit) + "…"
}

extension Unicode.Scalar {
    fileprivate var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
        default: true
        }
    }
}
