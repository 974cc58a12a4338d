import Foundation

/// A run of letters and digits that are cut into words in the same way.
struct TextRun {
    /// The characters, folded.
    private(set) var scalars: [Unicode.Scalar]
    /// Whether the run is written without spaces between its words.
    let isCutIntoPairs: Bool

    /// The runs of `text`, in order; whatever is neither letter nor digit parts them.
    static func runs(of text: Substring) -> [TextRun] {
        let folded = String(text).precomposedStringWithCompatibilityMapping.lowercased()
        var runs: [TextRun] = []
        var isParted = true
        for scalar in folded.unicodeScalars {
            guard scalar.isPartOfWord else {
                isParted = true
                continue
            }
            let isPaired = scalar.isWrittenWithoutSpaces
            if !isParted, let last = runs.last, last.isCutIntoPairs == isPaired {
                runs[runs.count - 1].scalars.append(scalar)
            } else {
                runs.append(TextRun(scalars: [scalar], isCutIntoPairs: isPaired))
            }
            isParted = false
        }
        return runs
    }

    /// The words of the run; of a run that is cut into pairs with or without the last character
    /// as a word of its own.
    func words(withLast: Bool) -> [String] {
        guard isCutIntoPairs else { return [Self.word(scalars[...])] }
        let pairs = scalars.indices.dropLast().map { Self.word(scalars[$0...($0 + 1)]) }
        return withLast ? pairs + [Self.word(scalars.suffix(1))] : pairs
    }

    private static func word(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars)
        return String(word)
    }
}

extension Unicode.Scalar {
    /// Whether the character is a letter, a digit or a mark on one.
    fileprivate var isPartOfWord: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }

    /// Whether it belongs to a script whose words are written without spaces between them.
    fileprivate var isWrittenWithoutSpaces: Bool {
        switch value {
        // 々, 〆, 〇, then hiragana and katakana.
        case 0x3005...0x3007, 0x3041...0x30FF: true
        // Ideographs: extension A, the unified ones, compatibility, and planes 2 and 3.
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
