import TextFormats

/// Events about what was told to the outside.
extension Event.Kind {
    func writeDeliveryMembers(to object: inout JSONObjectWriter) {
        switch self {
        case .deliveryGivenUp(let delivery):
            object.field("channel", delivery.channel)
            object.field("incident", delivery.incident)
            object.field("reason", delivery.reason)
            object.field("attempts", delivery.attempts)
            object.field("others", delivery.others)
        case .sourceInformed(let answer):
            object.field("incident", answer.incident)
            object.field("channel", answer.channel)
            object.field("status", answer.status)
            object.field("taken", answer.isTaken)
            object.field("answer", answer.answer)
        default: break
        }
    }

    static func readGivenUp(_ fields: inout JSONFields) -> Self? {
        let channel = fields.string("channel", maximumLength: 64)
        let incident = fields.optionalIncident("incident")
        let reason = fields.string("reason", maximumLength: 1_024)
        let attempts = fields.integer("attempts", in: 0...Int.max)
        let others = fields.integer("others", in: 0...Int.max)
        guard let channel, let reason, let attempts, let others else { return nil }
        return .deliveryGivenUp(
            FailedDelivery(
                channel: channel, incident: incident, reason: reason, attempts: attempts,
                others: others))
    }

    static func readInformed(_ fields: inout JSONFields) -> Self? {
        let incident: Incident.ID? = fields.entityID("incident")
        let channel = fields.string("channel", maximumLength: 64)
        let status = fields.string("status", maximumLength: 64)
        let isTaken = fields.bool("taken")
        let answer = fields.string("answer", maximumLength: 1_024)
        guard let incident, let channel, let status, let isTaken, let answer else { return nil }
        return .sourceInformed(
            SourceAnswer(
                incident: incident, channel: channel, status: status, isTaken: isTaken,
                answer: answer))
    }
}

extension JSONFields {
    fileprivate mutating func optionalIncident(_ name: String) -> Incident.ID? {
        value(name, .optional, expecting: "a UUID", chinese: " UUID") { Incident.ID($0) }
    }
}
