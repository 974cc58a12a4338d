public import CEL
public import TextFormats

extension Value {
    /// Why the text is no value.
    public enum TextError: Error, Equatable, Sendable {
        case invalid(JSONError)
        /// A whole number that neither an `int` nor a `uint` holds.
        case numberOutOfRange(String)
    }

    /// The value that JSON text stands for: whole numbers are `int`, or `uint` where they are too
    /// large, other numbers `double`, arrays lists and objects maps.
    ///
    /// - Throws: ``TextError``; no whole number becomes another one.
    public init(jsonText text: String) throws(TextError) {
        let json: JSON
        do throws(JSONError) {
            json = try JSON.parse(text)
        } catch {
            throw .invalid(error)
        }
        var reader = JSONTextReader(numbers: JSONTextReader.numbers(of: text)[...])
        self = try reader.value(json)
    }
}

/// Makes a value of parsed JSON beside the numbers as they are written, which come in one order.
private struct JSONTextReader {
    var numbers: ArraySlice<Substring>

    mutating func value(_ json: JSON) throws(Value.TextError) -> Value {
        switch json {
        case .null, .bool, .string: return Value(json)
        case .integer:
            numbers.removeFirst()
            return Value(json)
        case .number: return try number(json, written: numbers.removeFirst())
        case .array(let elements):
            var values: [Value] = []
            for element in elements { values.append(try value(element)) }
            return .list(values)
        case .object(let object):
            var map = MapValue()
            for member in object {
                let value = try value(member.value)
                // A name is a key, and no name stands twice in an object.
                try? map.insert(value, for: .string(member.key))
            }
            return .map(map)
        }
    }

    private func number(
        _ json: JSON, written text: Substring,
    ) throws(Value.TextError) -> Value {
        // Minus zero is no integer.
        guard text != "-0", text.utf8.allSatisfy({ $0 == Self.minus || Self.isDigit($0) }) else {
            return Value(json)
        }
        guard let uint = UInt64(text) else { throw .numberOutOfRange(String(text)) }
        return .uint(uint)
    }

    /// The numbers of a JSON text, which is known to be one.
    static func numbers(of text: String) -> [Substring] {
        var numbers: [Substring] = []
        let bytes = text.utf8
        var isInString = false
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\") {
                // Only in a string: the next byte ends nothing.
                position = bytes.index(position, offsetBy: 2)
            } else if byte == UInt8(ascii: "\"") {
                isInString.toggle()
                position = bytes.index(after: position)
            } else if !isInString, byte == minus || isDigit(byte) {
                let end = bytes[position...].firstIndex { !isPartOfNumber($0) } ?? bytes.endIndex
                numbers.append(text[position..<end])
                position = end
            } else {
                position = bytes.index(after: position)
            }
        }
        return numbers
    }

    private static let minus = UInt8(ascii: "-")

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        isDigit(byte) || [minus, UInt8(ascii: "+"), UInt8(ascii: ".")].contains(byte)
            || byte | 0x20 == UInt8(ascii: "e")
    }
}
