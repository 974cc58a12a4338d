import Crypto
import CurlHTTP

extension Secret {
    /// Whether a text is the secret, found out in a time that tells nothing about it.
    func matches(_ text: String) -> Bool {
        let own = SHA256.hash(data: Array(value.utf8))
        let theirs = SHA256.hash(data: Array(text.utf8))
        return zip(own, theirs).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
