/// An identifier that a county chooses: lower-case letters, digits, `-`, `_`, `.` and, between the
/// levels of a hierarchy, `/`.
public protocol NamedID: Hashable, Comparable, Sendable, Codable, LosslessStringConvertible {
    /// The text.
    var name: String { get }

    /// The identifier with this text, which the caller knows to be well formed.
    init(trusted name: String)
}

extension NamedID {
    /// The longest identifier, in bytes.
    public static var maximumLength: Int { 64 }

    /// The text.
    public var description: String { name }

    /// The identifier written in `text`, or nil if it is empty, too long or has other characters.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard (1...Self.maximumLength).contains(bytes.count) else { return nil }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "."):
                continue
            default: return nil
            }
        }
        self.init(trusted: text)
    }

    /// Orders by text.
    public static func < (left: Self, right: Self) -> Bool {
        left.name < right.name
    }
}
