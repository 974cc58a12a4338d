extension StringFormatter {
    /// `%s`: any value as text.
    static func text(
        of value: Value, _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> String {
        try context.charge()
        switch value {
        case .string(let string): return string
        case .bool(let bool): return bool ? "true" : "false"
        case .int(let int): return String(int)
        case .uint(let uint): return String(uint)
        case .double(let double): return DoubleText.plain(double)
        case .bytes(let bytes):
            try context.charge(bytes: bytes.count)
            return String(repairing: bytes)
        case .null: return "null"
        case .type(let type): return type.name
        case .timestamp(let timestamp): return timestamp.description
        case .duration(let duration): return duration.description
        case .list(let list):
            return try context.descend { (context) throws(EvaluationFailure) in
                try text(ofList: list, &context)
            }
        case .map(let map):
            return try context.descend { (context) throws(EvaluationFailure) in
                try text(ofMap: map, &context)
            }
        case .optional, .record: throw wrongType("'%s' cannot show this value", value)
        }
    }

    private static func text(
        ofList list: [Value], _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> String {
        var elements: [String] = []
        for element in list {
            let text = try text(of: element, &context)
            try context.charge(bytes: text.utf8.count)
            elements.append(text)
        }
        return "[" + elements.joined(separator: ", ") + "]"
    }

    private static func text(
        ofMap map: MapValue, _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) -> String {
        var entries: [(key: String, value: String)] = []
        for entry in map.entries {
            let key = try text(of: entry.key, &context)
            let value = try text(of: entry.value, &context)
            try context.charge(bytes: key.utf8.count + value.utf8.count)
            entries.append((key, value))
        }
        entries.sort { $0.key.precedes($1.key) }
        return "{" + entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    }

    /// `%d`: a number; a double with as many decimals as it needs.
    static func decimal(_ value: Value) throws(EvaluationFailure) -> String {
        switch value {
        case .int(let int): return String(int)
        case .uint(let uint): return String(uint)
        case .double(let double): return DoubleText.plain(double)
        default: throw wrongType("'%d' shows numbers", value)
        }
    }

    /// `%f`: a number with a fixed count of digits behind the point.
    static func fixed(_ value: Value, _ precision: Int) throws(EvaluationFailure) -> String {
        switch value {
        case .int(let int): return whole(String(int), precision)
        case .uint(let uint): return whole(String(uint), precision)
        case .double(let double) where double.isFinite: return ExactDecimal(double).fixed(precision)
        case .double(let double): return DoubleText.shortest(double)
        default: throw wrongType("'%f' shows numbers", value)
        }
    }

    private static func whole(_ digits: String, _ precision: Int) -> String {
        precision == 0 ? digits : digits + "." + String(repeating: "0", count: precision)
    }

    /// `%e`: a number with one digit before the point and an exponent.
    static func scientific(_ value: Value, _ precision: Int) throws(EvaluationFailure) -> String {
        switch value {
        case .int(let int): return ExactDecimal(Double(int)).scientific(precision)
        case .uint(let uint): return ExactDecimal(Double(uint)).scientific(precision)
        case .double(let double) where double.isFinite:
            return ExactDecimal(double).scientific(precision)
        case .double(let double): return DoubleText.shortest(double)
        default: throw wrongType("'%e' shows numbers", value)
        }
    }

    /// `%x`: a whole number, or each byte of a string or bytes.
    static func hexadecimal(_ value: Value) throws(EvaluationFailure) -> String {
        switch value {
        case .int(let int): return String(int, radix: 16)
        case .uint(let uint): return String(uint, radix: 16)
        case .string(let string): return hexadecimal(Array(string.utf8))
        case .bytes(let bytes): return hexadecimal(bytes)
        default: throw wrongType("'%x' shows whole numbers, strings and bytes", value)
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// `%o`: a whole number in base 8.
    static func octal(_ value: Value) throws(EvaluationFailure) -> String {
        switch value {
        case .int(let int): return String(int, radix: 8)
        case .uint(let uint): return String(uint, radix: 8)
        default: throw wrongType("'%o' shows whole numbers", value)
        }
    }

    /// `%b`: a whole number in base 2, or a bool as 1 or 0.
    static func binary(_ value: Value) throws(EvaluationFailure) -> String {
        switch value {
        case .int(let int): return String(int, radix: 2)
        case .uint(let uint): return String(uint, radix: 2)
        case .bool(let bool): return bool ? "1" : "0"
        default: throw wrongType("'%b' shows whole numbers and bools", value)
        }
    }
}
