/// The types that a field can be of, as people call them.
enum FieldKind {
    case string, integer, number, boolean, object, array, null

    /// The type of `json`.
    init(of json: JSON) {
        self =
            switch json {
            case .null: .null
            case .bool: .boolean
            case .integer: .integer
            case .number: .number
            case .string: .string
            case .array: .array
            case .object: .object
            }
    }

    var english: String {
        switch self {
        case .string: "a string"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .object: "an object"
        case .array: "an array"
        case .null: "null"
        }
    }

    var chinese: String {
        switch self {
        case .string: "文本"
        case .integer: "整数"
        case .number: "数字"
        case .boolean: "真假值"
        case .object: "对象"
        case .array: "数组"
        case .null: "空值"
        }
    }
}
