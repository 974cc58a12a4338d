/// A run of letters and digits that are cut into words in the same way.
struct TextRun {
    /// The characters, folded.
    let scalars: ArraySlice<Unicode.Scalar>
    /// Whether the run is written without spaces between its words.
    let isCutIntoPairs: Bool

    /// The runs of `text`, in order; whatever is neither letter nor digit parts them.
    static func runs(of text: Substring.UnicodeScalarView) -> [TextRun] {
        let scalars = FoldedText.scalars(of: text)
        var runs: [TextRun] = []
        var start = 0
        // Of the run that began at `start`; nil while there is none.
        var isCutIntoPairs: Bool?
        func end(at position: Int) {
            guard let isCutIntoPairs else { return }
            runs.append(
                TextRun(scalars: scalars[start..<position], isCutIntoPairs: isCutIntoPairs))
        }
        for (position, scalar) in scalars.enumerated() {
            let next: Bool? =
                if scalar.isMark {
                    isCutIntoPairs == false ? false : nil
                } else {
                    scalar.isPartOfWord ? scalar.isWrittenWithoutSpaces : nil
                }
            guard next != isCutIntoPairs else { continue }
            end(at: position)
            (start, isCutIntoPairs) = (position, next)
        }
        end(at: scalars.count)
        return runs
    }

    /// Appends the words of the run, in UTF-8 with spaces between; of a run that is cut into pairs
    /// with or without the last character as a word of its own.
    func appendWords(withLast: Bool, to text: inout [UInt8]) {
        guard isCutIntoPairs else { return Self.append(scalars, to: &text) }
        for first in scalars.indices.dropLast() {
            Self.append(scalars[first...(first + 1)], to: &text)
        }
        if withLast { Self.append(scalars.suffix(1), to: &text) }
    }

    private static func append(_ word: ArraySlice<Unicode.Scalar>, to text: inout [UInt8]) {
        if !text.isEmpty { text.append(UInt8(ascii: " ")) }
        for scalar in word {
            if scalar.isASCII {
                text.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                text.append(contentsOf: scalar.utf8)
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether it is a mark on the character before it; alone it is no word, and accents that stand
    /// alone, as ￣ does, become marks after a space.
    fileprivate var isMark: Bool {
        guard !isASCII, !isCommonIdeograph else { return false }
        return switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    /// Whether the character is a letter or a digit.
    fileprivate var isPartOfWord: Bool {
        if isASCII {
            return switch UInt8(truncatingIfNeeded: value) {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: false
            }
        }
        if isCommonIdeograph { return true }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    /// Whether it belongs to a script whose words are written without spaces between them.
    fileprivate var isWrittenWithoutSpaces: Bool {
        if isASCII { return false }
        return switch value {
        // 々, 〆, 〇, then hiragana and katakana.
        case 0x3005...0x3007, 0x3041...0x30FF: true
        // Ideographs: extension A, the unified ones, compatibility, and planes 2 and 3.
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
