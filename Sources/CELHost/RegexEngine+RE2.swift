public import CEL
import CRE2

extension RegexEngine {
    /// The regular expressions of RE2, which take time linear in the text.
    ///
    /// A pattern longer than 4,096 bytes, or one whose program has more than 4,096 instructions, is
    /// refused.
    public static let re2 = RegexEngine { (text) throws(PatternError) in
        let program = try RE2Program(text)
        return Pattern(size: program.size) { program.isFound(in: $0) }
    }
}

/// A compiled pattern of RE2.
///
/// `@unchecked Sendable`: RE2 promises that an object that is not changed may be used by any number
/// of threads at once, and nothing changes this one between `init` and `deinit`.
private final class RE2Program: @unchecked Sendable {
    private static let maximumBytes = 4_096
    private static let maximumSize = 4_096
    /// Enough for a program of the maximal size and for the states of its matching.
    private static let memory: Int64 = 1 << 20

    let size: Int
    private let pattern: OpaquePointer

    init(_ text: String) throws(RegexEngine.PatternError) {
        var text = text
        guard text.utf8.count <= Self.maximumBytes else {
            throw RegexEngine.PatternError(
                "the pattern is longer than \(Self.maximumBytes) bytes")
        }
        var message = [CChar](repeating: 0, count: 512)
        let compiled = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                cre2_compile(
                    characters.baseAddress, characters.count, Self.memory, &message, message.count)
            }
        }
        guard let compiled else {
            let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw RegexEngine.PatternError(String(decoding: bytes, as: UTF8.self))
        }
        size = Int(cre2_program_size(compiled))
        pattern = compiled
        // From here on `deinit` frees the pattern, also when `init` throws.
        guard size <= Self.maximumSize else {
            throw RegexEngine.PatternError(
                "the pattern takes \(size) steps, at most \(Self.maximumSize) are allowed; use "
                    + "smaller repetitions")
        }
    }

    deinit { cre2_free(pattern) }

    func isFound(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                cre2_is_found(pattern, characters.baseAddress, characters.count)
            }
        }
    }
}
