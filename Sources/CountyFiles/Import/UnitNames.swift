/// Takes a cell that names several units apart: `甲中心、乙中心及各产权单位`.
struct UnitNames: Hashable, Sendable {
    /// The longest cell, in characters, that is taken apart.
    static let maximumLength = 4_000

    /// What stands between two names, such as `、` and a line break.
    let separators: [Character]
    /// Words that join two names, such as 及; only before one of `joinedStarts`, since 和平 is a
    /// name and 和各 is not.
    let joins: [String]
    /// How names begin that a word may join.
    let joinedStarts: [String]
    /// Parts that name nobody, such as 等.
    let idle: [String]
    /// What behind a name is no part of it, such as 。 and 等.
    let endings: [String]
    /// Parts whose names stand elsewhere: a shortened list, written out by the mapping.
    let spelledOut: [String: [String]]

    /// Why no names can be told.
    enum Failure: Error {
        case tooLong

        /// The reason in words.
        var reason: String { "more than \(UnitNames.maximumLength) characters" }
    }

    /// The names in `cell`, in its order, each once.
    func names(in cell: String) throws(Failure) -> [String] {
        guard cell.count <= Self.maximumLength else { throw .tooLong }
        var names: [String] = []
        if let listed = spelledOut[cell.trimmed] {
            names = listed
        } else {
            for part in parts(of: Self.visible(cell)) {
                names += spelledOut[part] ?? [withoutEnding(part)]
            }
        }
        var seen: Set<String> = []
        return names.filter { name in
            // The number of a list's line is no name.
            !idle.contains(name) && name.contains(where: \.isLetter) && seen.insert(name).inserted
        }
    }

    /// The cell without characters that nobody sees, as pages of the web leave them.
    private static func visible(_ cell: String) -> String {
        String(String.UnicodeScalarView(cell.unicodeScalars.filter { !unseen.contains($0) }))
    }

    private static let unseen: Set<Unicode.Scalar> = ["\u{200B}", "\u{2060}", "\u{FEFF}"]

    private func withoutEnding(_ name: String) -> String {
        guard let ending = endings.first(where: { name.hasSuffix($0) && name != $0 }) else {
            return name
        }
        return String(name.dropLast(ending.count)).trimmed
    }

    /// The parts between separators that stand outside brackets, and at joining words.
    private func parts(of cell: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        func end() {
            parts += split(part)
            part = ""
        }
        // A list that the mapping spells out may hold separators of its own.
        for character in protected(cell[...]) {
            switch character {
            case .character(let character):
                if "（(【[".contains(character) { depth += 1 }
                if "）)】]".contains(character) { depth = max(0, depth - 1) }
                if depth == 0, separators.contains(character) {
                    end()
                } else {
                    part.append(character)
                }
            case .phrase(let phrase):
                end()
                parts.append(phrase)
            }
        }
        end()
        return parts
    }

    private enum Piece {
        case character(Character)
        case phrase(String)
    }

    /// The characters of a cell, phrases that the mapping spells out kept together.
    private func protected(_ cell: Substring) -> [Piece] {
        let phrases = spelledOut.keys.sorted { ($0.count, $1) > ($1.count, $0) }
        var pieces: [Piece] = []
        var rest = cell
        while let character = rest.first {
            if let phrase = phrases.first(where: { rest.hasPrefix($0) }) {
                pieces.append(.phrase(phrase))
                rest = rest.dropFirst(phrase.count)
            } else {
                pieces.append(.character(character.isNewline ? "\n" : character))
                rest = rest.dropFirst()
            }
        }
        return pieces
    }

    /// Splits a part where a word joins two names.
    private func split(_ part: String) -> [String] {
        var names: [String] = []
        var name = ""
        var rest = part[...]
        while let character = rest.first {
            if let join = joins.first(where: { isJoin($0, at: rest) }) {
                names.append(name)
                name = ""
                rest = rest.dropFirst(join.count)
            } else {
                name.append(character)
                rest = rest.dropFirst()
            }
        }
        return (names + [name]).map(\.trimmed).filter { !$0.isEmpty }
    }

    private func isJoin(_ join: String, at rest: Substring) -> Bool {
        guard rest.hasPrefix(join) else { return false }
        let after = rest.dropFirst(join.count).drop(while: \.isWhitespace)
        return joinedStarts.contains { after.hasPrefix($0) }
    }
}
