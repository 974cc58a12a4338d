import Governance
import Hummingbird
import TextFormats

/// Commands about mediation: who the parties are and what they promised is personal data.
extension CommandRoutes {
    func addMediation(to router: RouterGroup<CommandRoomContext>) {
        router.post("incidents/:incident/mediation") {
            try await perform($0, $1, mediation)
        }
        router.post("incidents/:incident/acts/:number") { request, context in
            let text = context.parameters.get("number") ?? ""
            guard let number = Int(text), number > 0 else {
                throw Problem(.notFound, "act.unknown", "没有这项约定", "There is no such act")
            }
            return try await perform(request, context) { fields in
                let (text, occurredAt) = (fields.note(), fields.instant("occurredAt"))
                return fields.bool("kept").map {
                    Wish(
                        action: .settleAct(number, kept: $0), text: text, occurredAt: occurredAt)
                }
            }
        }
    }

    private func mediation(_ fields: inout JSONFields) -> Wish? {
        let (text, occurredAt) = (fields.note(), fields.instant("occurredAt"))
        let result: Mediation.Result? = fields.enumeration("result")
        let parties = fields.objects("parties", maximumCount: Mediation.maximumParties) { person in
            let name = person.string("name", minimumLength: 1, maximumLength: 100)
            let contact = person.string("contact", .optional, maximumLength: 200)
            return name.map { PersonalData.Person(name: $0, contact: contact) }
        }
        let acts = fields.objects("acts", .optional, maximumCount: Mediation.maximumActs) { act in
            let kind: Mediation.Act.Kind? = act.enumeration("kind")
            let due = act.value("due", expecting: "an RFC 3339 date-time", chinese: "带时区的时间") {
                Instant($0)
            }
            let words = act.string("text", minimumLength: 1, maximumLength: 500)
            return kind.flatMap { kind in
                due.flatMap { due in words.map { (Mediation.Appointment(kind, due: due), $0) } }
            }
        }
        guard let result, let parties else { return nil }
        return Wish(
            action: .recordMediation(
                result, parties: parties.count, (acts ?? []).map(\.0)),
            text: text, occurredAt: occurredAt,
            personal: PersonalData(parties: parties, acts: (acts ?? []).map(\.1)))
    }
}
