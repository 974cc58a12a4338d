import FeedCore
import Governance

/// The schemes by which requests to a source are signed.
extension Reading {
    /// A scheme: which text is signed, and where the signature goes.
    mutating func signature(_ node: YAMLNode?) -> SignatureScheme? {
        guard let node else { return nil }
        let fields = fields(
            node, required: ["secret", "text", "headers"],
            optional: ["key", "hash", "encoding"])
        let key = text(fields?["key"])
        let hash = choice(fields?["hash"], of: SignatureScheme.Hash.self)
        let encoding = choice(fields?["encoding"], of: SignatureScheme.Encoding.self)
        let headers = (mapping(fields?["headers"]) ?? []).compactMap { name, value in
            signedField(name, value)
        }
        guard let secret = secretName(fields?["secret"]), let text = template(fields?["text"])
        else { return nil }
        if text.uses(.signature) {
            addBad(node, "the signed text cannot hold its own signature", "被签名的文本不能包含签名本身")
        }
        if !headers.contains(where: { $0.value.uses(.signature) }) {
            addBad(node, "no header holds '{signature}'", "没有任何请求头包含“{signature}”")
        }
        return SignatureScheme(
            secret: secret, key: key ?? "", hash: hash ?? .sha256,
            encoding: encoding ?? .base64, text: text, fields: headers)
    }

    private mutating func signedField(
        _ name: YAMLNode, _ value: YAMLNode,
    ) -> SignatureScheme.Field? {
        guard let name = token(name), let value = template(value) else { return nil }
        return SignatureScheme.Field(name: name, value: value)
    }

    private mutating func template(_ node: YAMLNode?) -> SignatureTemplate? {
        guard let node, let text = text(node) else { return nil }
        do throws(SignatureTemplate.UnknownName) {
            return try SignatureTemplate(text)
        } catch {
            let known = SignatureTemplate.Name.allCases.map { "{\($0.rawValue)}" }
            addBad(
                node,
                "'{\(error.name)}' is not known; known are \(known.joined(separator: ", "))",
                "未知的“{\(error.name)}”；可用的有 \(known.joined(separator: "、"))")
            return nil
        }
    }
}
