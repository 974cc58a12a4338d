import FeedCore
import Governance

/// How a source platform of feeds.yaml is reached, and how it is told who asks.
extension Reading {
    /// The keys of a source that say it.
    static let accessKeys = ["hosts", "token", "auth", "proxy", "tls"]

    /// What the fields of a source say of it.
    mutating func sourceAccess(_ fields: Fields, address: String?) -> SourceAccess {
        var access = SourceAccess()
        access.allowedHosts = (list(fields["hosts"]) ?? []).compactMap { text($0) }
        access.authentication = authentication(fields["auth"]) ?? .none
        if let token = secretName(fields["token"]) { access.authentication = .bearer(token) }
        if let node = fields["token"], fields["auth"] != nil {
            addBad(
                node, "'token' is short for 'auth: {bearer: ...}'; give one of them",
                "“token”是“auth: {bearer: ...}”的简写；二者只能写一个")
        }
        access.proxy = proxy(fields["proxy"])
        access.tls = tls(fields["tls"])
        checkEncrypted(access, address: address, fields)
        return access
    }

    /// An address that a client may ask.
    mutating func webAddress(_ node: YAMLNode?) -> String? {
        webAddress(node, schemes: ["http", "https"])
    }

    private mutating func webAddress(_ node: YAMLNode?, schemes: [String]) -> String? {
        guard let node, let text = text(node) else { return nil }
        let isWeb = schemes.contains { text.hasPrefix("\($0)://") }
        let hasCredentials = text.split(separator: "/").dropFirst().first?.contains("@") == true
        guard isWeb, !hasCredentials, !text.contains(where: \.isWhitespace) else {
            let known = schemes.joined(separator: ", ")
            addBad(
                node, "'\(text)' is not an address without a name and password; \(known) are known",
                "“\(text)”不是可用的地址（\(known)），或含有用户名和密码")
            return nil
        }
        return text
    }

    /// How a data item is asked for in pages.
    mutating func paging(_ node: YAMLNode?) -> TimePaging? {
        let fields = fields(node, required: ["window", "size"], optional: ["start", "end"])
        let start = token(fields?["start"])
        let end = token(fields?["end"])
        guard let window = duration(fields?["window"]),
            let size = integer(fields?["size"], in: 1...10_000)
        else { return nil }
        return TimePaging(
            window: window, size: size, start: start ?? "start_date", end: end ?? "end_date")
    }

    /// The name of a secret; a secret itself must not stand in the folder.
    mutating func secretName(_ node: YAMLNode?) -> SecretName? {
        guard let node, let text = text(node) else { return nil }
        let isName = text.utf8.allSatisfy { byte in
            (65...90).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
        }
        guard isName, text.utf8.count <= 64, text.first?.isNumber == false else {
            addBad(
                node,
                "this is not the name of a secret: A-Z, 0-9 and _; the secret itself must not "
                    + "stand here, but in the environment or in the file of --secrets",
                "这不是密钥的名称：限 A-Z、0-9 和 _；密钥本身不得写在这里，应放在环境变量或 --secrets 文件中")
            return nil
        }
        return SecretName(text)
    }

    private mutating func authentication(_ node: YAMLNode?) -> SourceAuthentication? {
        guard let node else { return nil }
        let kinds = ["basic", "bearer", "header", "query", "signature", "oauth2"]
        guard let fields = fields(node, required: [], optional: kinds) else { return nil }
        let given = kinds.filter { fields[$0] != nil }
        guard given.count == 1 else {
            addBad(
                node, "give exactly one of \(kinds.joined(separator: ", "))",
                "应恰好写一种：\(kinds.joined(separator: "、"))")
            return nil
        }
        return basic(fields["basic"]) ?? secretName(fields["bearer"]).map { .bearer($0) }
            ?? named(fields["header"]).map { .header(name: $0, value: $1) }
            ?? named(fields["query"]).map { .query(name: $0, value: $1) }
            ?? signature(fields["signature"]).map { .signature($0) }
            ?? clientCredentials(fields["oauth2"]).map { .clientCredentials($0) }
    }

    private mutating func basic(_ node: YAMLNode?) -> SourceAuthentication? {
        let fields = fields(node, required: ["user", "password"])
        guard let user = text(fields?["user"]), let password = secretName(fields?["password"])
        else { return nil }
        return .basic(user: user, password: password)
    }

    private mutating func named(_ node: YAMLNode?) -> (String, SecretName)? {
        let fields = fields(node, required: ["name", "value"])
        guard let name = token(fields?["name"]), let value = secretName(fields?["value"]) else {
            return nil
        }
        return (name, value)
    }

    private mutating func clientCredentials(_ node: YAMLNode?) -> ClientCredentials? {
        let fields = fields(
            node, required: ["url", "client", "secret"], optional: ["scope", "send"])
        let scope = text(fields?["scope"])
        let placement = choice(fields?["send"], of: ClientCredentials.Placement.self)
        guard let address = webAddress(fields?["url"]), let client = text(fields?["client"]),
            let secret = secretName(fields?["secret"])
        else { return nil }
        return ClientCredentials(
            address: address, client: client, secret: secret, scope: scope,
            placement: placement ?? .header)
    }

    private mutating func proxy(_ node: YAMLNode?) -> SourceAccess.Proxy? {
        let fields = fields(node, required: ["url"], optional: ["user", "password"])
        let user = text(fields?["user"])
        let password = secretName(fields?["password"])
        let address = webAddress(fields?["url"], schemes: ["http", "https", "socks5h"])
        return address.map { SourceAccess.Proxy(address: $0, user: user, password: password) }
    }

    private mutating func tls(_ node: YAMLNode?) -> SourceAccess.TLS {
        guard
            let fields = fields(
                node, required: [],
                optional: ["authorities", "certificate", "key", "passphrase"])
        else { return SourceAccess.TLS() }
        var tls = SourceAccess.TLS(authorities: absolutePath(fields["authorities"]))
        let passphrase = secretName(fields["passphrase"])
        let certificate = absolutePath(fields["certificate"])
        let key = absolutePath(fields["key"])
        if let certificate, let key {
            tls.certificate = SourceAccess.Certificate(
                file: certificate, keyFile: key, passphrase: passphrase)
        } else if let node, (fields["certificate"] == nil) != (fields["key"] == nil) {
            addBad(
                node, "a certificate goes with its key; give both", "证书和私钥须同时给出")
        }
        return tls
    }

    /// The path of a file of this machine; a private key has no place in the county's folder.
    private mutating func absolutePath(_ node: YAMLNode?) -> String? {
        guard let node, let text = text(node) else { return nil }
        guard text.hasPrefix("/") else {
            addBad(
                node, "'\(text)' is not an absolute path; such files stand outside the folder",
                "“\(text)”不是绝对路径；此类文件须放在本目录之外")
            return nil
        }
        return text
    }

    /// The name of a header field or of a parameter.
    mutating func token(_ node: YAMLNode?) -> String? {
        guard let node, let text = text(node) else { return nil }
        let isToken = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-_.".utf8.contains(byte)
        }
        guard isToken, text.utf8.count <= 64 else {
            addBad(
                node, "'\(text)' is not a name: up to 64 letters, digits, - _ .",
                "“\(text)”不是合法的名称：最多 64 个字母、数字、- _ .")
            return nil
        }
        return text
    }

    /// What tells who asks must not travel where everybody can read it.
    private mutating func checkEncrypted(
        _ access: SourceAccess, address: String?, _ fields: Fields,
    ) {
        guard access.authentication != .none, let node = fields["auth"] ?? fields["token"] else {
            return
        }
        var addresses = [address].compactMap { $0 }
        if case .clientCredentials(let credentials) = access.authentication {
            addresses.append(credentials.address)
        }
        for address in addresses where address.hasPrefix("http://") {
            let host = address.dropFirst("http://".count).prefix { !"/:?#".contains($0) }
            guard !access.allowedHosts.contains(String(host)) else { continue }
            addBad(
                node,
                "\(host) is asked by plain http, where others can read what tells who asks; use "
                    + "https, or name the host under 'hosts' if it is on an inner network",
                "\(host) 使用明文 http，凭据会被他人读到；请改用 https，若在内网则列入“hosts”")
        }
    }
}
