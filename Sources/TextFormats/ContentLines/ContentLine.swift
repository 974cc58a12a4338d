/// One content line of an iCalendar stream (RFC 5545 §3.1): a name, parameters and a value.
public struct ContentLine: Hashable, Sendable {
    /// A parameter, such as `TZID=Asia/Shanghai`.
    public struct Parameter: Hashable, Sendable {
        /// The name, in capitals.
        public let name: String
        /// The value, without the quotes that may stand around it.
        public let value: String

        /// A parameter.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The name, in capitals.
    public let name: String
    /// The parameters, in order.
    public let parameters: [Parameter]
    /// The value as it is written; escapes of text are kept.
    public let value: String
    /// The physical line on which it begins, from 1; 0 for one that was not read.
    public let line: Int

    /// A content line.
    public init(_ name: String, _ parameters: [Parameter] = [], value: String, line: Int = 0) {
        self.name = name
        self.parameters = parameters
        self.value = value
        self.line = line
    }

    /// A content line whose value is text, which is escaped (RFC 5545 §3.3.11).
    public init(_ name: String, text: String) {
        self.init(name, value: Self.escaped(text))
    }

    /// The value of the parameter of this name.
    public subscript(parameter name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// The value as text, without escapes.
    public var text: String {
        var text = ""
        var isEscaped = false
        for character in value.unicodeScalars {
            if isEscaped {
                text.unicodeScalars.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.unicodeScalars.append(character)
            }
        }
        return text
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\", ";", ",":
                escaped += "\\"
                escaped.unicodeScalars.append(character)
            case "\n": escaped += "\\n"
            case "\r": continue
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
