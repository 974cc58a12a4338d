extension JSONError {
    /// The error for people that `fault` stands for, with the way `steps` from the fault outward.
    init(
        _ fault: JSONFault, steps: [JSONStep], bytes: UnsafeBufferPointer<UInt8>,
        limits: JSONLimits,
    ) {
        code = fault.code
        offset = fault.offset
        position = TextPosition(of: fault.offset, in: bytes)
        pointer = steps.reversed().map(\.pointer).joined()
        (message, chineseMessage) = Self.sentences(
            for: fault.code, found: Self.found(at: fault.offset, in: bytes),
            name: steps.first, limits: limits)
    }

    /// What stands at `offset`, as a person would name it.
    private static func found(
        at offset: Int, in bytes: UnsafeBufferPointer<UInt8>,
    ) -> (english: String, chinese: String) {
        let next = bytes.dropFirst(offset).prefix(4)
        guard let scalar = String(decoding: next, as: UTF8.self).unicodeScalars.first else {
            return ("the end of the text", "文本末尾")
        }
        switch scalar {
        case "'": return ("an apostrophe", "单引号")
        case "\n", "\r": return ("a line break", "换行")
        case "\t": return ("a tab", "制表符")
        case "\u{FFFD}":
            let byte = "0x" + String(bytes[offset], radix: 16, uppercase: true)
            return ("the byte \(byte)", "字节 \(byte)")
        case _ where isVisible(scalar): return ("'\(scalar)'", "“\(scalar)”")
        default:
            let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
            return ("the character \(code)", "字符 \(code)")
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .unassigned, .privateUse, .spaceSeparator, .lineSeparator,
            .paragraphSeparator, .nonspacingMark, .enclosingMark:
            false
        default: true
        }
    }

    /// The sentence of `code` in English and Chinese.
    private static func sentences(
        for code: Code, found: (english: String, chinese: String), name: JSONStep?,
        limits: JSONLimits,
    ) -> (String, String) {
        switch code {
        case .documentTooLarge, .tooDeep, .tooManyValues, .stringTooLong:
            limitSentences(for: code, limits: limits)
        case .duplicateKey: duplicateSentences(name)
        case .controlCharacter, .invalidEscape, .loneSurrogate, .invalidUTF8:
            stringSentences(for: code, found: found)
        default: structureSentences(for: code, found: found)
        }
    }

    private static func limitSentences(
        for code: Code, limits: JSONLimits,
    ) -> (String, String) {
        switch code {
        case .documentTooLarge:
            ("The document is longer than \(limits.bytes) bytes.", "文档超过 \(limits.bytes) 字节。")
        case .tooDeep:
            (
                "Arrays and objects are nested more than \(limits.effectiveDepth) deep.",
                "数组和对象的嵌套超过 \(limits.effectiveDepth) 层。"
            )
        case .tooManyValues:
            ("There are more than \(limits.values) values.", "值的数量超过 \(limits.values) 个。")
        default:
            (
                "A string is longer than \(limits.stringBytes) bytes.",
                "字符串超过 \(limits.stringBytes) 字节。"
            )
        }
    }

    private static func duplicateSentences(_ step: JSONStep?) -> (String, String) {
        guard case .name(let name) = step else { return ("A name stands twice.", "名称重复。") }
        return (
            "The name '\(name)' stands twice in the same object; remove one of them.",
            "同一对象中名称“\(name)”重复，请删除其中一个。"
        )
    }

    private static func stringSentences(
        for code: Code, found: (english: String, chinese: String),
    ) -> (String, String) {
        switch code {
        case .controlCharacter:
            (
                "A string holds \(found.english); write it as an escape such as \\n.",
                "字符串中含有\(found.chinese)，请用 \\n 这样的转义写法。"
            )
        case .invalidEscape:
            (
                "This escape is unknown; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX.",
                "未知的转义；JSON 只有 \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX。"
            )
        case .loneSurrogate:
            (
                "Half of a surrogate pair stands alone; write both halves.",
                "代理对只有一半，请写全两半。"
            )
        default:
            ("A string is not UTF-8; save or send it as UTF-8.", "字符串不是 UTF-8 编码，请以 UTF-8 保存或发送。")
        }
    }

    private static func structureSentences(
        for code: Code, found: (english: String, chinese: String),
    ) -> (String, String) {
        let (english, chinese) = found
        return switch code {
        case .unexpectedEnd: ("The text ends too early.", "文本不完整，提前结束。")
        case .byteOrderMark:
            ("The text starts with a byte order mark; remove it.", "文本以字节顺序标记（BOM）开头，请去掉。")
        case .expectedValue: ("Expected a value, found \(english).", "此处应为值，却是\(chinese)。")
        case .expectedName:
            ("Expected a name in double quotes, found \(english).", "此处应为双引号中的名称，却是\(chinese)。")
        case .expectedColon: ("Expected ':', found \(english).", "此处应为冒号，却是\(chinese)。")
        case .expectedComma:
            (
                "Expected a comma or the closing bracket, found \(english).",
                "此处应为逗号或右括号，却是\(chinese)。"
            )
        case .trailingComma: ("Remove the comma before \(english).", "请去掉\(chinese)前的逗号。")
        case .trailingText:
            (
                "Expected nothing more after the document, found \(english).",
                "文档之后不应再有内容，却是\(chinese)。"
            )
        case .numberOverflow: ("The number is too large for a double.", "数字过大，超出双精度范围。")
        default: ("This is not how JSON writes numbers.", "数字写法不符合 JSON。")
        }
    }
}
