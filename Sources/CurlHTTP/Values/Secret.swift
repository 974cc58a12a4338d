/// A text that must not be seen: printing, dumping or interpolating it shows a placeholder.
public struct Secret: Sendable, Hashable {
    /// The secret itself, for the one place that hands it on.
    package let value: String

    /// Takes a text out of sight.
    public init(_ value: String) {
        self.value = value
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The placeholder.
    public var description: String { "<secret>" }

    /// The placeholder.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows the placeholder too.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
