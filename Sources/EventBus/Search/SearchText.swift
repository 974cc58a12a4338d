/// Cuts text into the words that the search index keeps, and questions into the words it asks for.
///
/// Chinese is written without spaces, so runs of Chinese characters are cut into overlapping pairs:
/// 听见哭声 gives 听见, 见哭, 哭声 and, so that every character begins some word, 声. A sequence of
/// two or more characters is then a phrase of pairs, and a single one is the beginning of a word.
/// Other letters and digits make words as they stand. Case, width and accents do not count.
enum SearchText {
    /// Text beyond this many characters is not indexed.
    static let maximumLength = 65_536
    /// A question beyond this many characters or words is cut.
    static let maximumQuestion = (characters: 256, words: 16)

    /// A token that stands between two texts, so that no phrase is found across them.
    ///
    /// It is of the private use area, which no text that was cut contains.
    static let border = "\u{E000}"
    /// A token that stands behind the names of an incident, before what was said about it.
    static let endOfNames = "\u{E001}"

    /// The words of `text`, for the index, with spaces between them.
    static func indexed(_ text: String) -> String {
        var words: [UInt8] = []
        for run in TextRun.runs(of: text.unicodeScalars.prefix(maximumLength)) {
            run.appendWords(withLast: true, to: &words)
        }
        return String(decoding: words, as: UTF8.self)
    }

    /// What the index is asked for `question`, or nil if there is nothing in it to search for.
    ///
    /// Every part between spaces must be found. The result holds nothing of the index's own syntax
    /// but what is put there here: letters and digits alone come from the question.
    static func match(_ question: String) -> String? {
        let parts = question.prefix(maximumQuestion.characters).split(
            whereSeparator: \.isWhitespace)
        let phrases = parts.compactMap { phrase(TextRun.runs(of: $0.unicodeScalars)) }
        guard !phrases.isEmpty else { return nil }
        return phrases.prefix(maximumQuestion.words).joined(separator: " AND ")
    }

    /// The runs as one phrase; a Chinese character that stands alone at its end may begin a pair.
    private static func phrase(_ runs: [TextRun]) -> String? {
        guard let last = runs.last else { return nil }
        let endsOpen = last.isCutIntoPairs && last.scalars.count == 1
        var words: [UInt8] = []
        for run in runs.dropLast() { run.appendWords(withLast: true, to: &words) }
        last.appendWords(withLast: endsOpen, to: &words)
        return "\"\(String(decoding: words, as: UTF8.self))\"" + (endsOpen ? " *" : "")
    }
}
