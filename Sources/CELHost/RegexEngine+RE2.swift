public import CEL
import CRE2

extension RegexEngine {
    /// The regular expressions of RE2, which take time linear in the text.
    ///
    /// A pattern longer than 4,096 bytes, or one whose program has more than 4,096 instructions or
    /// takes more than 128 KiB, is refused.
    public static let re2 = RegexEngine(
        readingSteps: RE2Program.readingSteps,
        compile: { (text) throws(PatternError) in
            let program = try RE2Program(text)
            return Pattern(size: program.size) { program.isFound(in: $0) }
        })
}

/// A compiled pattern of RE2.
///
/// `@unchecked Sendable`: RE2 promises that an object that is not changed may be used by any number
/// of threads at once, and nothing changes this one between `init` and `deinit`.
private final class RE2Program: @unchecked Sendable {
    private static let maximumBytes = 4_096
    private static let maximumSize = 4_096
    /// Enough for a program of about 3,000 steps and for the states of its matching.
    ///
    /// RE2 gives up on a larger one as soon as this is used: with 1 MiB it builds sixty thousand
    /// steps of `\pL{50}` in 18 ms before they are refused, with 128 KiB it stops after 0.8 ms.
    private static let memory: Int64 = 1 << 17

    /// How RE2 begins its error where a program takes more than the memory.
    private static let tooLarge = "pattern too large"

    /// What reading a class such as `\pL` counts for.
    ///
    /// Measured, RE2 takes 70 µs for one, also where the program then has next to no steps, and at
    /// most 1.4 µs for any other byte.
    private static let classSteps = 256

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
            let reason = String(decoding: bytes, as: UTF8.self)
            guard reason.hasPrefix(Self.tooLarge) else { throw RegexEngine.PatternError(reason) }
            throw RegexEngine.PatternError(
                "the pattern takes more than \(Self.memory >> 10) KiB; use smaller repetitions and "
                    + "fewer classes such as \\pL", steps: Self.maximumSize)
        }
        size = Int(cre2_program_size(compiled))
        pattern = compiled
        // From here on `deinit` frees the pattern, also when `init` throws.
        guard size <= Self.maximumSize else {
            throw RegexEngine.PatternError(
                "the pattern takes \(size) steps, at most \(Self.maximumSize) are allowed; use "
                    + "smaller repetitions", steps: size)
        }
    }

    /// A step for each byte, and more for each class of Unicode.
    @Sendable static func readingSteps(_ text: String) -> Int {
        var steps = 0
        var previous: UInt8 = 0
        for byte in text.utf8 {
            let isClass = previous == UInt8(ascii: "\\") && byte | 0x20 == UInt8(ascii: "p")
            steps += isClass ? classSteps : 1
            previous = byte
        }
        return steps
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
