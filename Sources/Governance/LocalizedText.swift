/// One text in the two languages of the product.
public struct LocalizedText: Hashable, Sendable {
    /// Simplified Chinese.
    public let chinese: String
    /// English.
    public let english: String

    /// A text in both languages.
    public init(chinese: String, english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The text in `language`.
    public func text(in language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }
}

/// A language that people see; the raw value is its BCP 47 tag.
public enum Language: String, CaseIterable, Sendable {
    /// Simplified Chinese.
    case chinese = "zh-CN"
    /// English.
    case english = "en"
}
