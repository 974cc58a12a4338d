public import TextFormats

/// The data of events about whose a matter is, about mediation, and about what follows the closing.
extension Event.Kind {
    func writeFollowUpMembers(to object: inout JSONObjectWriter) {
        switch self {
        case .boundaryNoted(let areas, let informed, let answerBy):
            object.field("areas", areas)
            object.field("informed", informed)
            object.field("answerUntil", answerBy)
        case .boundaryAnswered(let area, let isByDefault):
            object.field("area", area)
            object.field("byDefault", isByDefault)
        case .mediationRecorded(let result, let parties, let acts, let warnBefore):
            object.field("result", result.rawValue)
            object.field("parties", parties)
            object.field("acts", acts)
            object.field("warnActsSeconds", warnBefore.wholeMicroseconds / 1_000_000)
        case .actSettled(let number, let isKept):
            object.field("number", number)
            object.field("kept", isKept)
        case .actNear(let number): object.field("number", number)
        case .actMissed(let number, let remindAt):
            object.field("number", number)
            object.field("remindAt", remindAt)
        case .followUpBegun(let until, let appealBy):
            object.field("until", until)
            object.field("appealUntil", appealBy)
        case .followUpEnded(let isStable): object.field("stable", isStable)
        case .matterRecurred(let id): object.field("incident", id)
        default: break
        }
    }

    static func readFollowUp(_ name: TypeName, _ fields: inout JSONFields) -> Self? {
        switch name {
        case .boundaryNoted: readBoundary(&fields)
        case .boundaryAnswered: readBoundaryAnswer(&fields)
        case .mediationRecorded: readMediation(&fields)
        case .actSettled: readSettledAct(&fields)
        case .actNear: fields.integer("number").map { .actNear($0) }
        case .actMissed: readMissedAct(&fields)
        case .followUpBegun: readFollowUpBegun(&fields)
        case .followUpEnded: .followUpEnded(isStable: fields.bool("stable", .optional))
        case .matterRecurred: fields.entityID("incident").map { .matterRecurred(in: $0) }
        default: preconditionFailure("\(name) is read elsewhere")
        }
    }

    private static func readBoundary(_ fields: inout JSONFields) -> Self? {
        let areas = fields.areaCodes("areas")
        let informed = fields.responders("informed")
        let answerBy = fields.instant("answerUntil", .optional)
        guard let areas, let informed else { return nil }
        return .boundaryNoted(areas, informed: informed, answerBy: answerBy)
    }

    private static func readBoundaryAnswer(_ fields: inout JSONFields) -> Self? {
        let area = fields.areaCode("area")
        let isByDefault = fields.bool("byDefault")
        guard let area, let isByDefault else { return nil }
        return .boundaryAnswered(area, byDefault: isByDefault)
    }

    private static func readMediation(_ fields: inout JSONFields) -> Self? {
        let result: Mediation.Result? = fields.enumeration("result")
        let parties = fields.integer("parties", in: 0...Mediation.maximumParties)
        let acts = fields.objects("acts", maximumCount: Mediation.maximumActs) {
            Mediation.Appointment(&$0)
        }
        let warn = fields.integer("warnActsSeconds", in: 0...31_622_400)
        guard let result, let parties, let acts, let warn else { return nil }
        return .mediationRecorded(result, parties: parties, acts, warnBefore: .seconds(warn))
    }

    private static func readSettledAct(_ fields: inout JSONFields) -> Self? {
        let number = fields.integer("number")
        let isKept = fields.bool("kept")
        guard let number, let isKept else { return nil }
        return .actSettled(number, kept: isKept)
    }

    private static func readMissedAct(_ fields: inout JSONFields) -> Self? {
        let number = fields.integer("number")
        let remindAt = fields.instant("remindAt")
        guard let number, let remindAt else { return nil }
        return .actMissed(number, remindAt: remindAt)
    }

    private static func readFollowUpBegun(_ fields: inout JSONFields) -> Self? {
        let until = fields.instant("until")
        let appealBy = fields.instant("appealUntil", .optional)
        return until.map { .followUpBegun(until: $0, appealBy: appealBy) }
    }
}

extension Mediation.Appointment: JSONWritable {
    /// Writes the act and when it is due.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("kind", kind.rawValue)
            $0.field("due", due)
        }
    }

    /// The act in the fields of an object.
    init?(_ fields: inout JSONFields) {
        let kind: Mediation.Act.Kind? = fields.enumeration("kind")
        let due = fields.instant("due")
        guard let kind, let due else { return nil }
        self.init(kind, due: due)
    }
}

extension JSONFields {
    fileprivate mutating func areaCodes(_ name: String) -> [AreaCode]? {
        let texts = strings(name, maximumCount: 64, maximumLength: 15)
        return all(texts, name, "Expected area codes.", "应为区划代码。") { AreaCode($0) }
    }

    fileprivate mutating func responders(_ name: String) -> [Responder.ID]? {
        let texts = strings(name, maximumCount: 64, maximumLength: Responder.ID.maximumLength)
        return all(texts, name, "Expected names of responders.", "应为人员编号。") {
            Responder.ID($0)
        }
    }

    private mutating func all<Value>(
        _ texts: [String]?, _ name: String, _ english: String, _ chinese: String,
        _ read: (String) -> Value?,
    ) -> [Value]? {
        guard let texts else { return nil }
        let values = texts.compactMap(read)
        guard values.count == texts.count else {
            refuse(name, message: english, chineseMessage: chinese)
            return nil
        }
        return values
    }
}
