public import TextFormats

extension Override {
    /// Writes the members of the decision into an object.
    func write(to object: inout JSONObjectWriter) {
        object.field("override", name)
        switch self {
        case .assign(let role, let responder):
            object.field("role", role)
            object.field("responder", responder)
        case .skip(let role, let rung):
            object.field("role", role)
            object.field("rung", rung?.rawValue)
        case .standDown(let number): object.field("number", number)
        }
    }

    /// The decision in the fields of an object.
    public init?(_ fields: inout JSONFields) {
        switch fields.string("override", maximumLength: 16) {
        case "assign":
            let role = fields.namedID("role", Role.ID.self)
            let responder = fields.namedID("responder", Responder.ID.self)
            guard let role, let responder else { return nil }
            self = .assign(role, responder)
        case "skip":
            let rung: SelectionReason.Rung? = fields.enumeration("rung", .optional)
            guard let role = fields.namedID("role", Role.ID.self) else { return nil }
            self = .skip(role, to: rung)
        case "standDown":
            guard let number = fields.integer("number") else { return nil }
            self = .standDown(number)
        case nil: return nil
        default:
            fields.refuse(
                "override", message: "Expected assign, skip or standDown.",
                chineseMessage: "应为 assign、skip 或 standDown。")
            return nil
        }
    }
}

extension ReleaseReason {
    /// Writes the members of the reason into an object.
    func write(to object: inout JSONObjectWriter) {
        object.field("reason", name)
        if case .calledAway(let incident) = self { object.field("to", incident) }
    }

    /// The reason in the fields of an object; nil where none is stated.
    init?(_ fields: inout JSONFields) {
        switch fields.string("reason", .optional, maximumLength: 16) {
        case "filled": self = .filled
        case "skipped": self = .skipped
        case "stoodDown": self = .stoodDown
        case "calledAway":
            let incident: Incident.ID? = fields.entityID("to")
            guard let incident else { return nil }
            self = .calledAway(to: incident)
        case nil: return nil
        default:
            fields.refuse(
                "reason", message: "There is no such reason to let somebody go.",
                chineseMessage: "没有这种解除原因。")
            return nil
        }
    }
}
