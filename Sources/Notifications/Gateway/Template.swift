import CurlHTTP

/// A text with places for values: `{{name}}` and `{{secret:NAME}}`.
enum Template {
    /// The text with its places filled; a place without a value is left as it stands.
    static func filled(
        _ text: String, _ values: [String: String], _ secrets: [String: Secret],
        encoding: (String) -> String,
    ) -> String {
        var filled = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{"),
            let end = rest[start.upperBound...].firstRange(of: "}}")
        {
            filled += rest[..<start.lowerBound]
            let name = String(rest[start.upperBound..<end.lowerBound])
            let value =
                name.hasPrefix("secret:")
                ? secrets[String(name.dropFirst(7))]?.value : values[name]
            filled += value.map(encoding) ?? String(rest[start.lowerBound..<end.upperBound])
            rest = rest[end.upperBound...]
        }
        return filled + rest
    }
}
