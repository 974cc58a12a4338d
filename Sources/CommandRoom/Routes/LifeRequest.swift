import Governance
import TextFormats

/// A command on an incident beside its main path; the raw value is the last part of its path.
enum LifeRequest: String, CaseIterable {
    case verify, reject, settle, `return`, void, suspend, resume, extend, supervise, rework, appeal
    case callBack = "call-back"
    case join, part
    case boundary
    case override

    /// Whether photos may go along.
    var takesPhotos: Bool { self == .settle }

    /// What the body asks for, or nil after a fault.
    func read(_ fields: inout JSONFields) -> Command.Action? {
        switch self {
        case .verify: fields.enumeration("finding").map { .verify($0) }
        case .reject: .reject
        case .settle: .handleSelf
        case .return: .sendBack
        case .void: .void
        case .suspend: fields.moment("until").map { .suspend(until: $0) }
        case .resume: .resume
        case .extend: Self.readExtension(&fields)
        case .supervise: .supervise
        case .rework: Self.readRework(&fields)
        case .appeal: .appeal
        case .callBack: fields.enumeration("result").map { .callBack($0) }
        case .join: fields.incident("into").map { .join($0) }
        case .part: .part
        case .boundary:
            fields.value("area", expecting: "the code of an area", chinese: "区划代码") {
                AreaCode($0)
            }.map { .answerBoundary($0) }
        case .override: Override(&fields).map { .override($0) }
        }
    }

    private static func readExtension(_ fields: inout JSONFields) -> Command.Action? {
        let kind: Incident.Deadline.Kind? = fields.enumeration("kind")
        let moment = fields.moment("to")
        guard let kind, let moment else { return nil }
        return .extend(kind, to: moment)
    }

    /// Without roles, all that must come.
    private static func readRework(_ fields: inout JSONFields) -> Command.Action? {
        let names = fields.strings("roles", .optional, maximumCount: 64, maximumLength: 64) ?? []
        let roles = names.compactMap { Role.ID($0) }
        guard roles.count == names.count else {
            fields.refuse(
                "roles", message: "Expected names of roles.", chineseMessage: "应为角色名称。")
            return nil
        }
        return .rework(roles)
    }
}

extension JSONFields {
    /// The id of an incident.
    fileprivate mutating func incident(_ name: String) -> Incident.ID? {
        value(name, expecting: "the id of an incident", chinese: "事件编号") { Incident.ID($0) }
    }

    /// A moment that must be there.
    fileprivate mutating func moment(_ name: String) -> Instant? {
        value(
            name, expecting: "an RFC 3339 date-time with a zone", chinese: "带时区的 RFC 3339 时间"
        ) { Instant($0) }
    }
}
