import CCurl

extension Transfer {
    /// Sets everything that the hop needs; what is not set here is libcurl's default.
    ///
    /// - Throws: `internalError` or `tlsFiles`: nothing is sent with half of its options.
    func setOptions() throws(HTTPFailure) {
        curl_easy_reset(easy)
        var options = EasyOptions(easy)
        setCallbacks(&options)
        setTransport(&options)
        setProxy(&options)
        setMethod(&options)
        setFields(&options)
        setAuthentication(&options)
        if hop.target.scheme == .https || request.proxy != nil { setTLS(&options) }
        guard options.code == CURLE_OK else {
            throw CurlReport(code: options.code, phase: clock.phase)
                .failure(origin: hop.target.origin, hiding: request.secrets)
        }
    }

    private func setTransport(_ options: inout EasyOptions) {
        options.pointer(CURLOPT_ERRORBUFFER, errorText.baseAddress)
        options.number(CURLOPT_NOSIGNAL, 1)
        // A name that is still being looked up is left to its thread; the loop does not join it.
        options.number(CURLOPT_QUICK_EXIT, 1)
        options.text(CURLOPT_PROTOCOLS_STR, "http,https")
        options.text(CURLOPT_URL, hop.target.url)
        options.number(CURLOPT_CONNECTTIMEOUT_MS, request.limits.connect.millisecondsRoundedUp)
        // The length of a HEAD's answer is not that of anything that will come.
        if hop.method != .head {
            options.offset(CURLOPT_MAXFILESIZE_LARGE, request.limits.wireBytes)
        }
        options.number(CURLOPT_MAXAGE_CONN, configuration.maximumIdleSeconds)
        let version = hop.target.scheme == .https ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1
        options.number(CURLOPT_HTTP_VERSION, version)
        if request.acceptsCompression, request.headers["range"] == nil, partial == nil {
            options.text(CURLOPT_ACCEPT_ENCODING, "")
        }
    }

    /// An empty proxy keeps libcurl from looking for one in the environment.
    private func setProxy(_ options: inout EasyOptions) {
        options.text(CURLOPT_PROXY, request.proxy?.url ?? "")
        options.text(CURLOPT_NOPROXY, "")
        guard let proxy = request.proxy else { return }
        options.number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let user = proxy.user {
            options.number(CURLOPT_PROXYAUTH, ccurl_auth_basic)
            options.text(CURLOPT_PROXYUSERNAME, user)
            options.text(CURLOPT_PROXYPASSWORD, proxy.password?.value ?? "")
        }
    }

    private func setMethod(_ options: inout EasyOptions) {
        let sendsBody = hop.carriesBody || [.post, .put, .patch].contains(hop.method)
        if sendsBody {
            options.number(CURLOPT_POST, 1)
            options.copiedBytes(hop.carriesBody ? request.body : [])
        } else if hop.method == .head {
            options.number(CURLOPT_NOBODY, 1)
        } else {
            options.number(CURLOPT_HTTPGET, 1)
        }
        let isImplied = hop.method == .head || hop.method == (sendsBody ? .post : .get)
        if !isImplied { options.text(CURLOPT_CUSTOMREQUEST, hop.method.rawValue) }
    }

    private func setFields(_ options: inout EasyOptions) {
        let own = hop.carriesCredentials ? request.allFields : request.harmlessFields
        let fields = own + (partial?.fields ?? [])
        var lines = fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        let names = Set(fields.map { $0.name.lowercased() })
        if !names.contains("user-agent") { lines.append("User-Agent: \(configuration.userAgent)") }
        // A name without a value takes away the field that libcurl would add by itself.
        lines.append("Expect:")
        if !names.contains("content-type") { lines.append("Content-Type:") }
        curl_slist_free_all(fieldList)
        fieldList = nil
        for line in lines {
            guard let longer = curl_slist_append(fieldList, line) else {
                return options.note(CURLE_OUT_OF_MEMORY)
            }
            fieldList = longer
        }
        options.pointer(CURLOPT_HTTPHEADER, fieldList)
    }

    private func setAuthentication(_ options: inout EasyOptions) {
        guard hop.carriesCredentials else { return }
        switch request.authentication {
        case .none, .header, .query:
            return
        case .basic(let user, let password):
            options.number(CURLOPT_HTTPAUTH, ccurl_auth_basic)
            options.text(CURLOPT_USERNAME, user)
            options.text(CURLOPT_PASSWORD, password.value)
        case .bearer(let token):
            options.number(CURLOPT_HTTPAUTH, ccurl_auth_bearer)
            options.text(CURLOPT_XOAUTH2_BEARER, token.value)
        }
    }

    private func setTLS(_ options: inout EasyOptions) {
        let tls = request.tls
        let version =
            tls.minimumVersion == .v12 ? CURL_SSLVERSION_TLSv1_2 : CURL_SSLVERSION_TLSv1_3
        options.number(CURLOPT_SSLVERSION, version)
        options.number(CURLOPT_SSL_VERIFYPEER, 1)
        options.number(CURLOPT_SSL_VERIFYHOST, 2)
        if case .file(let path) = tls.trust {
            options.text(CURLOPT_CAINFO, path)
            options.text(CURLOPT_CAPATH, nil)
        }
        guard hop.carriesCredentials, let certificate = tls.certificate else { return }
        options.text(CURLOPT_SSLCERT, certificate.certificateFile)
        options.text(CURLOPT_SSLKEY, certificate.keyFile)
        // An empty passphrase keeps OpenSSL from asking for one at the terminal.
        options.text(CURLOPT_KEYPASSWD, certificate.passphrase?.value ?? "")
    }
}

extension HTTPRequest {
    /// Fields that tell another origin nothing about the caller.
    private static let harmless: Set<String> = [
        "accept", "accept-charset", "accept-language", "cache-control", "content-type",
        "if-modified-since", "if-none-match", "range", "user-agent",
    ]

    fileprivate var harmlessFields: [HTTPHeaders.Field] {
        headers.fields.filter { HTTPRequest.harmless.contains($0.name.lowercased()) }
    }
}
