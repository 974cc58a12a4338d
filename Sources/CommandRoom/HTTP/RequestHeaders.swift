import Crypto
import Engine
import Governance
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// Who acts, from the `Actor` header.
    func actor(default standard: Actor) throws(Problem) -> Actor {
        guard let text = headers[.actor] else { return standard }
        guard let actor = Actor(text), actor != .system, text.utf8.count <= 128 else {
            throw Problem(
                .badRequest, "actor.invalid", "Actor 请求头有误", "The Actor header is wrong",
                detail: LocalizedText(
                    chinese: "应为 worker:名称、responder:编号 或 operator:名称",
                    english: "use worker:NAME, responder:ID or operator:NAME"))
        }
        return actor
    }

    /// The version in `If-Match`, or nil if any will do.
    func expectedVersion() throws(Problem) -> Int? {
        guard let text = headers[.ifMatch], text != "*" else { return nil }
        let digits = text.hasPrefix("\"") && text.hasSuffix("\"") ? text.dropFirst().dropLast() : ""
        guard let version = Int(digits), version > 0 else {
            throw Problem(
                .badRequest, "if_match.invalid", "If-Match 请求头有误",
                "The If-Match header is wrong",
                detail: LocalizedText(
                    chinese: "应为事件的 ETag,如 \"7\"", english: "use the incident's ETag, like \"7\""))
        }
        return version
    }

    /// The idempotency key, with a digest of all that makes this request what it is.
    func idempotencyKey(body: ByteBuffer) throws(Problem) -> IdempotencyKey? {
        guard let key = headers[.idempotencyKey] else { return nil }
        let isPlain = key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard (1...128).contains(key.utf8.count), isPlain else {
            throw Problem(
                .badRequest, "idempotency.invalid", "幂等键应为 1 到 128 个可见 ASCII 字符",
                "An idempotency key has 1 to 128 visible ASCII characters")
        }
        var digest = SHA256()
        digest.update(data: Array(uri.path.utf8) + [0])
        digest.update(data: Array((headers[.actor] ?? "").utf8) + [0])
        body.withUnsafeReadableBytes { digest.update(bufferPointer: $0) }
        return IdempotencyKey(key: key, fingerprint: Array(digest.finalize()))
    }
}
