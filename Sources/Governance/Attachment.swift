/// A photo that belongs to an incident, with the key under which it lies sealed.
///
/// The key stands nowhere but in personal data, so that forgetting the incident makes the photo
/// unreadable for ever.
public struct Attachment: Hashable, Sendable {
    /// Identifies an attachment.
    public typealias ID = EntityID<Attachment>

    /// What kind of picture it is.
    public enum MediaType: String, CaseIterable, Sendable {
        /// JPEG.
        case jpeg
        /// PNG.
        case png
        /// WebP.
        case webp

        /// The name as HTTP has it.
        public var name: String { "image/\(rawValue)" }

        /// The kind that the first bytes of a picture tell, or nil for none of these.
        public init?(firstBytesOf bytes: some Collection<UInt8>) {
            let head = Array(bytes.prefix(12))
            if head.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
                self = .png
            } else if head.starts(with: Array("RIFF".utf8)),
                head.suffix(4).elementsEqual("WEBP".utf8), head.count == 12
            {
                self = .webp
            } else {
                return nil
            }
        }
    }

    /// How many may go along with one step.
    public static let maximumPerStep = 8
    /// The length of a key.
    public static let keyBytes = 32

    /// The id.
    public let id: ID
    /// The key under which it lies sealed, 32 bytes.
    public let key: [UInt8]
    /// What kind of picture it is.
    public let type: MediaType

    /// An attachment, or nil if the key has not the length of one.
    public init?(id: ID, key: [UInt8], type: MediaType) {
        guard key.count == Self.keyBytes else { return nil }
        self.id = id
        self.key = key
        self.type = type
    }
}

extension Attachment: LosslessStringConvertible {
    /// The id, the key in hexadecimal digits and the kind, with points between them.
    public var description: String {
        let digits = Array("0123456789abcdef")
        let key = key.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "\(id).\(String(key)).\(type.rawValue)"
    }

    /// The attachment that `text` states, or nil if it states none.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let id = ID(parts[0]), parts[1].utf8.count == 2 * Self.keyBytes,
            let type = MediaType(rawValue: String(parts[2]))
        else { return nil }
        let digits = parts[1].compactMap { $0.isASCII ? $0.hexDigitValue : nil }
        guard digits.count == 2 * Self.keyBytes else { return nil }
        let key = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
        self.init(id: id, key: key, type: type)
    }
}
