import Crypto
import CurlHTTP
import Deliveries
import Foundation
import Governance
import Testing
import TextFormats

@testable import Notifications

/// What others published of signatures and encryption, and what they would compute of ours.
struct VectorTests {
    @Test func `a webhook is signed as the reference library of Standard Webhooks signs it`()
        throws
    {
        let key = try #require(WebhookKey(Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
        let body = Array(#"{"test": 2432232314}"#.utf8)
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
        let signature = key.signature(id: id, timestamp: 1_614_265_330, body: body)
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        func isRight(_ signatures: String, at now: Int64 = 1_614_265_330) -> Bool {
            WebhookKey.verify(
                signatures: signatures, id: id, timestamp: 1_614_265_330, body: body, keys: [key],
                nowSeconds: now)
        }
        #expect(isRight(signature))
        #expect(isRight("v1,AAAA v2,x \(signature)"))
        #expect(!isRight("v1,AAAA"))
        #expect(!isRight(signature, at: 1_614_265_330 + 301))
    }

    @Test func `a secret that is too short or no base64 signs nothing`() {
        for text in ["whsec_abc", "whsec_%%%%", ""] { #expect(WebhookKey(Secret(text)) == nil) }
    }

    /// Computed with Python's hmac, base64 and urllib.
    @Test func `DingTalk's address is signed as its documents say`() {
        let signature = RobotSender.signature(
            secret: Secret("SEC0123456789abcdef"), at: Instant(secondsSinceEpoch: 1_700_000_000))
        #expect(
            signature
                == "timestamp=1700000000000"
                + "&sign=TSZbRFUuvaSQaRKUpF970OPCb2%2FLcQAP3wOvwZIzBZk%3D")
    }

    @Test func `a push message is encrypted as the appendix of RFC 8291 has it`() throws {
        func bytes(_ text: String) throws -> [UInt8] { try #require(Base64URL.bytes(text)) }
        let encryption = try PushEncryption(
            privateKey: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            salt: bytes("DGv6ra1nlYgDCS1FRnbzlw"))
        let browser = try #require(
            PushSubscription(
                responder: Responder.ID(trusted: "a"), endpoint: "https://push.example/x",
                publicKey: bytes(
                    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
                ), authentication: bytes("BTBZMqHH6r4Tts7J_aSIgg")))
        let body = try encryption.encrypted(
            Array("When I grow up, I want to be a watermelon".utf8), for: browser)
        #expect(
            Base64URL.text(body)
                == "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3"
                + "vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuw"
                + "XPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN")
    }

    @Test func `a push service can tell who sends, and for whom`() throws {
        let secret = PushKey.newSecret()
        let key = try #require(PushKey(Secret(secret)))
        let header = try #require(
            key.authorization(
                for: "https://push.example:8443/send/abc", contact: "mailto:a@example.com",
                at: Instant(secondsSinceEpoch: 1_700_000_000)))
        let parts = header.split(separator: " ")
        #expect(parts.first == "vapid")
        let token = parts[1].dropFirst(2).dropLast().split(separator: ".").map(String.init)
        let publicKey = try P256.Signing.PublicKey(
            x963Representation: try #require(Base64URL.bytes(parts[2].dropFirst(2))))
        let signature = try P256.Signing.ECDSASignature(
            rawRepresentation: try #require(Base64URL.bytes(token[2])))
        #expect(publicKey.isValidSignature(signature, for: Array("\(token[0]).\(token[1])".utf8)))
        #expect(
            try JSON.parse(try #require(Base64URL.bytes(token[1]))) == [
                "aud": "https://push.example:8443", "exp": 1_700_043_200,
                "sub": "mailto:a@example.com",
            ])
    }

    @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar", "\u{3FF}?>\u{7F}"])
    func `base64url is that of the standard library without padding`(text: String) {
        let standard = Data(text.utf8).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
        #expect(Base64URL.text(text.utf8) == standard)
        #expect(Base64URL.bytes(standard) == Array(text.utf8))
    }

    @Test(arguments: ["A", "Zh", "Zg==", "Z g", "+A"])
    func `what is no base64url is not read`(text: String) {
        #expect(Base64URL.bytes(text) == nil)
    }
}
