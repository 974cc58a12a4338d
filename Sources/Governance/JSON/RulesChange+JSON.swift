import TextFormats

extension RulesChange {
    /// Writes the version and the reason; the step is the type of the event.
    func write(to object: inout JSONObjectWriter) {
        object.field("version", version)
        object.field("reason", reason)
    }
}

extension Event.Kind {
    /// The change of this step in the fields of an object.
    static func readChange(_ step: RulesChange.Step, _ fields: inout JSONFields) -> Self? {
        let version = fields.countyVersion("version")
        let reason = fields.string("reason", maximumLength: RulesChange.maximumReason)
        guard let version, let reason else { return nil }
        return .rulesChanged(RulesChange(step, of: version, because: reason))
    }
}

extension RulesChange.Step {
    /// The name of the event.
    var typeName: Event.Kind.TypeName {
        switch self {
        case .reloaded: .rulesReloaded
        case .activated: .rulesActivated
        case .rolledBack: .rulesRolledBack
        case .shadowStarted: .shadowStarted
        case .shadowStopped: .shadowStopped
        }
    }
}
