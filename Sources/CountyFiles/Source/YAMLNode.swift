import RulesEngine

/// A value of a YAML file with the place where it stands.
struct YAMLNode {
    /// How a scalar is written.
    enum Style {
        case plain, singleQuoted, doubleQuoted, block
    }

    /// What the value is.
    indirect enum Content {
        case scalar(String, Style)
        case sequence([YAMLNode])
        case mapping([(key: YAMLNode, value: YAMLNode)])
    }

    let content: Content
    let place: Place

    /// Whether the value is left out, or written as YAML's null.
    var isNull: Bool {
        guard case .scalar(let text, .plain) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// A stretch of a file, on one line.
struct Place {
    let position: SourcePosition
    /// How many characters are meant.
    let width: Int

    init(_ position: SourcePosition, width: Int = 1) {
        self.position = position
        self.width = width
    }
}
