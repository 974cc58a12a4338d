/// Takes the fields out of a JSON object that somebody sent, strictly, and keeps every fault.
///
/// A field that is missing or wrong gives nil and a fault; reading goes on, so that the sender
/// learns of all faults at once. Fields that nobody asked for are faults too.
///
/// ```swift
/// let draft = try JSONFields.decode(json) { fields in
///     let category = fields.string("category", maximumLength: 64)
///     let severity = fields.integer("severity", .optional, in: 1...4)
///     let text = fields.string("text", .optional, maximumLength: 4_000)
///     let position = fields.object("position", .optional) { position in
///         let latitude = position.number("latitude", in: -90...90)
///         let longitude = position.number("longitude", in: -180...180)
///         guard let latitude, let longitude else { return nil }
///         return Coordinate(latitude: latitude, longitude: longitude)
///     }
///     guard let category else { return nil }
///     return Draft(category: category, severity: severity, text: text, position: position)
/// }
/// ```
public struct JSONFields {
    /// Whether a field must be there.
    public enum Presence: Sendable {
        /// The field must be there and not be `null`.
        case required
        /// The field may be left out or be `null`.
        case optional
    }

    private let object: JSONObject
    private var askedNames: [String] = []
    private var foundCount = 0
    private(set) var faults = FieldFaults()

    init(_ object: JSONObject) {
        self.object = object
        askedNames.reserveCapacity(16)
    }

    /// What `body` makes of the fields of `json`; anything but an object is a fault.
    ///
    /// `body` asks for the fields and may answer nil only after a fault; what it answers beside
    /// faults is dropped.
    /// - Throws: All faults, if there is one.
    public static func decode<Value>(
        _ json: JSON, _ body: (inout JSONFields) -> Value?,
    ) throws(FieldFaults) -> Value {
        guard case .object(let object) = json else {
            throw FieldFaults([.wrongType(expected: .object, found: json)])
        }
        var fields = JSONFields(object)
        let value = fields.finish(body)
        guard let value else { throw fields.faults }
        return value
    }

    /// Whether nothing is wrong so far.
    public var isFaultless: Bool { faults.isEmpty }

    /// Adds a fault that the caller found in the field `name`.
    public mutating func refuse(
        _ name: String, _ code: FieldFault.Code = .invalidValue, message: String,
        chineseMessage: String,
    ) {
        faults.append(
            FieldFault(
                pointer: JSONPointer.step(name), code: code, message: message,
                chineseMessage: chineseMessage))
    }

    /// Adds `fault` of the field `name` and stands for the value that there is none of.
    mutating func refused<Value>(_ name: String, _ fault: FieldFault) -> Value? {
        faults.append(FieldFaults([fault]), under: .name(name))
        return nil
    }

    /// Adds the faults that were found in the field `name`.
    mutating func refuse(_ name: String, _ inner: FieldFaults) {
        faults.append(inner, under: .name(name))
    }

    /// The value of the field `name`; nil, perhaps with a fault, if it is missing or `null`.
    mutating func take(_ name: String, _ presence: Presence) -> JSON? {
        askedNames.append(name)
        let value = object[name]
        if value != nil { foundCount += 1 }
        if let value, value != .null { return value }
        return presence == .required ? refused(name, .missing) : nil
    }

    /// Runs `body` and refuses the fields that it did not ask for.
    mutating func finish<Value>(_ body: (inout JSONFields) -> Value?) -> Value? {
        let value = body(&self)
        refuseUnknown()
        guard faults.isEmpty else { return nil }
        precondition(value != nil, "No value was made of fields without fault: \(askedNames).")
        return value
    }

    private mutating func refuseUnknown() {
        guard foundCount < object.count else { return }
        let missing = askedNames.filter { object[$0] == nil }
        for name in object.keys where !askedNames.contains(name) {
            // A document of many unknown fields is not worth the time of a suggestion for each.
            let suggestion =
                faults.isFull ? nil : Suggestion.closest(to: name, among: missing)
            refuse(name, FieldFaults([.unknown(name, suggestion: suggestion)]))
        }
    }
}
