import RulesEngine

/// Finds YAML aliases before a file is parsed.
///
/// A few lines of aliases of aliases stand for billions of values, so they must be found before
/// anything walks over the values. The scan looks at the bare text: a `*name` whose `&name` is also
/// there counts, wherever they stand. A quoted text with both is refused too; that is the price of
/// not having to trust a second YAML parser.
enum AliasScan {
    /// Where the first alias stands, and its name.
    static func firstAlias(in file: SourceFile) -> (position: SourcePosition, name: String)? {
        var anchors: Set<String> = []
        visitNames(after: "&", in: file) { name, _ in
            anchors.insert(name)
            return true
        }
        guard !anchors.isEmpty else { return nil }
        var alias: (position: SourcePosition, name: String)?
        visitNames(after: "*", in: file) { name, position in
            if anchors.contains(name) { alias = (position, name) }
            return alias == nil
        }
        return alias
    }

    /// Calls `visit` for every name after `sign` until it answers false.
    private static func visitNames(
        after sign: Unicode.Scalar, in file: SourceFile,
        _ visit: (String, SourcePosition) -> Bool,
    ) {
        guard file.text.unicodeScalars.contains(sign) else { return }
        var cursor = ScalarCursor(rest: file.text.unicodeScalars[...], line: 1)
        var previous: Unicode.Scalar = "\n"
        while let scalar = cursor.current {
            if scalar == sign, previous != sign, !isNameCharacter(previous) {
                let name = String(cursor.rest.dropFirst().prefix(while: isNameCharacter))
                let position = SourcePosition(
                    file: file.name, line: cursor.line, column: cursor.column)
                if !name.isEmpty, !visit(name, position) { return }
            }
            previous = scalar
            cursor.advance()
        }
    }

    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }
}
