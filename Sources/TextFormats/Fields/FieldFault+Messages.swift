extension FieldFault {
    /// A fault whose pointer its finder adds.
    private init(_ code: Code, _ message: String, _ chineseMessage: String) {
        self.init(pointer: "", code: code, message: message, chineseMessage: chineseMessage)
    }

    static let missing = FieldFault(.missing, "This field is required.", "此项必填。")

    static func wrongType(expected: FieldKind, found json: JSON) -> FieldFault {
        let found = FieldKind(of: json)
        return FieldFault(
            .wrongType, "Expected \(expected.english), found \(found.english).",
            "应为\(expected.chinese)，却是\(found.chinese)。")
    }

    static func invalidValue(expecting english: String, chinese: String) -> FieldFault {
        FieldFault(.invalidValue, "Expected \(english).", "应为\(chinese)。")
    }

    static func unknown(_ name: String, suggestion: String?) -> FieldFault {
        let name = shortened(name)
        guard let suggestion else {
            return FieldFault(.unknown, "There is no field '\(name)'.", "没有“\(name)”这一项。")
        }
        return FieldFault(
            .unknown, "There is no field '\(name)'; did you mean '\(suggestion)'?",
            "没有“\(name)”这一项，是否应为“\(suggestion)”？")
    }

    static func unknownValue(_ value: String, known: [String]) -> FieldFault {
        let shown = shortened(value)
        if let suggestion = Suggestion.closest(to: value, among: known) {
            return FieldFault(
                .unknownValue, "'\(shown)' is not known; did you mean '\(suggestion)'?",
                "没有“\(shown)”这个值，是否应为“\(suggestion)”？")
        }
        let names = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        return FieldFault(
            .unknownValue, "'\(shown)' is not known; known are: \(names).",
            "没有“\(shown)”这个值，可用的有：\(names)。")
    }

    /// The fault of a text whose length is not in the bounds, or nil if it is.
    static func length(of text: String, minimum: Int, maximum: Int) -> FieldFault? {
        // A code point takes 1 to 4 bytes, so most texts need no count.
        let bytes = text.utf8.count
        if bytes <= maximum, bytes / 4 >= minimum { return nil }
        let length = text.unicodeScalars.count
        if length > maximum {
            return FieldFault(
                .tooLong, "At most \(maximum) characters, found \(length).",
                "最多 \(maximum) 个字符，现有 \(length) 个。")
        }
        guard length < minimum else { return nil }
        return FieldFault(
            .tooShort, "At least \(minimum) characters, found \(length).",
            "至少 \(minimum) 个字符，现有 \(length) 个。")
    }

    static func tooMany(maximum: Int) -> FieldFault {
        FieldFault(.tooMany, "At most \(maximum) elements.", "最多 \(maximum) 个元素。")
    }

    static func outOfRange(_ range: ClosedRange<Int>) -> FieldFault {
        outOfRange(
            lowest: range.lowerBound == .min ? nil : "\(range.lowerBound)",
            highest: range.upperBound == .max ? nil : "\(range.upperBound)")
    }

    static func outOfRange(_ range: ClosedRange<Double>) -> FieldFault {
        outOfRange(lowest: text(of: range.lowerBound), highest: text(of: range.upperBound))
    }

    private static func outOfRange(lowest: String?, highest: String?) -> FieldFault {
        switch (lowest, highest) {
        case (let lowest?, nil):
            FieldFault(.outOfRange, "Must be at least \(lowest).", "不得小于 \(lowest)。")
        case (nil, let highest?):
            FieldFault(.outOfRange, "Must be at most \(highest).", "不得大于 \(highest)。")
        default:
            FieldFault(
                .outOfRange, "Must be between \(lowest ?? "") and \(highest ?? "").",
                "应在 \(lowest ?? "") 与 \(highest ?? "") 之间。")
        }
    }

    /// A bound as a person writes it, without `.0`; nil if there is none.
    private static func text(of bound: Double) -> String? {
        guard bound.isFinite else { return nil }
        return JSON.number(bound).integerValue.map(String.init) ?? "\(bound)"
    }

    /// What a sender wrote, bounded so that an error does not repeat a whole document.
    private static func shortened(_ text: String) -> String {
        let start = text.unicodeScalars.prefix(64)
        return start.endIndex == text.endIndex ? text : String(start) + "…"
    }
}
