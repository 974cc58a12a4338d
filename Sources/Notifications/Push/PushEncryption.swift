import Crypto
public import Deliveries
import Foundation

/// Encrypts a message for one browser (RFC 8291, over the `aes128gcm` coding of RFC 8188).
public struct PushEncryption: Sendable {
    /// A push service need not take more than 4,096 bytes; this much of it is text.
    public static let maximumText = 3_000
    private static let recordSize: UInt32 = 4_096

    private let privateKey: P256.KeyAgreement.PrivateKey
    private let salt: [UInt8]

    /// An encryption with a key and a salt of its own.
    public init() {
        var generator = SystemRandomNumberGenerator()
        privateKey = P256.KeyAgreement.PrivateKey()
        salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// An encryption with a key and a salt from outside, to be held against published vectors.
    init(privateKey: [UInt8], salt: [UInt8]) throws {
        self.privateKey = try P256.KeyAgreement.PrivateKey(rawRepresentation: privateKey)
        self.salt = salt
    }

    /// The body to send, readable by the browser alone.
    public func encrypted(_ text: [UInt8], for browser: PushSubscription) throws -> [UInt8] {
        precondition(text.count <= Self.maximumText, "a push message of \(text.count) bytes")
        let theirs = try P256.KeyAgreement.PublicKey(x963Representation: browser.publicKey)
        let ours = Array(privateKey.publicKey.x963Representation)
        let shared = try privateKey.sharedSecretFromKeyAgreement(with: theirs)
        let secret = shared.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: browser.authentication,
            sharedInfo: Array("WebPush: info\0".utf8) + browser.publicKey + ours,
            outputByteCount: 32)
        let key = derived(from: secret, "Content-Encoding: aes128gcm\0", 16)
        let nonce = derived(from: secret, "Content-Encoding: nonce\0", 12)
        let sealed = try AES.GCM.seal(
            text + [2], using: key,
            nonce: AES.GCM.Nonce(data: nonce.withUnsafeBytes { Array($0) }))
        let size = withUnsafeBytes(of: Self.recordSize.bigEndian) { Array($0) }
        return salt + size + [UInt8(ours.count)] + ours + sealed.ciphertext + sealed.tag
    }

    private func derived(
        from secret: SymmetricKey, _ info: String, _ count: Int,
    ) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, salt: salt, info: Array(info.utf8), outputByteCount: count)
    }
}
