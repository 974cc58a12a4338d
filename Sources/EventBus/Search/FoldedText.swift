import Foundation

/// Text in which case and width no longer tell characters apart.
enum FoldedText {
    /// The characters of `text` in Unicode's compatibility form, composed and in lower case.
    static func scalars(of text: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
        var folded: [Unicode.Scalar] = []
        folded.reserveCapacity(64)
        for scalar in text {
            guard let simple = scalar.foldedAlone else { return thoroughly(text) }
            folded.append(simple)
        }
        return folded
    }

    /// The same for any text; some characters change with their neighbours.
    static func thoroughly(_ text: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
        let folded = String(text).precomposedStringWithCompatibilityMapping.lowercased()
        return Array(folded.unicodeScalars)
    }
}

extension Unicode.Scalar {
    /// Whether it is one of the unified ideographs of the first plane.
    var isCommonIdeograph: Bool {
        (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value)
    }

    /// What becomes of the character whatever stands beside it, or nil if that cannot be said at a
    /// glance.
    ///
    /// This holds for nearly all that is written in reports: ASCII, ideographs, and the usual
    /// Chinese punctuation in its own and in full width.
    fileprivate var foldedAlone: Unicode.Scalar? {
        switch value {
        case 0x41...0x5A: Unicode.Scalar(value + 0x20)
        case ..<0x80: self
        case _ where isCommonIdeograph: self
        // Dashes, quotation marks, and 、。〈〉《》「」『』【】.
        case 0x2010, 0x2013...0x2014, 0x2018...0x201D, 0x3001...0x3003, 0x3008...0x3011: self
        // ！ to ～ are ASCII in full width.
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0)?.foldedAlone
        default: nil
        }
    }
}
