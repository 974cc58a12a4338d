import Governance

/// roster.yaml: the people who can be called, and the shifts that they work.
struct RosterPart {
    private(set) var responders: [Responder] = []
    private var shifts: [String: [Shift]] = [:]
    private var system = Coordinate.System.wgs84
    private let timeZone: CountyTimeZone

    init(_ root: YAMLNode?, _ timeZone: CountyTimeZone, _ reading: inout Reading) {
        self.timeZone = timeZone
        let fields = reading.fields(
            root, required: ["responders"], optional: ["system", "shifts"])
        system = reading.choice(fields?["system"], of: Coordinate.System.self) ?? .wgs84
        if fields == nil { reading.names.markUnreadable(.shift) }
        readShifts(fields?["shifts"], &reading)
        for node in reading.mainList(fields?["responders"], defining: .responder) {
            if let responder = responder(node, &reading) { responders.append(responder) }
        }
    }

    private mutating func readShifts(_ node: YAMLNode?, _ reading: inout Reading) {
        for (key, value) in reading.mapping(node) ?? [] {
            guard let id: ShiftName = reading.definition(key, .shift) else { continue }
            let patterns = reading.list(reading.filled(value)) ?? []
            shifts[id.name] = patterns.compactMap { Self.pattern($0, &reading) }
        }
    }

    private static func pattern(_ node: YAMLNode, _ reading: inout Reading) -> Shift? {
        let fields = reading.fields(node, required: ["from", "to"], optional: ["days"])
        guard let fields else { return nil }
        let days = weekdays(fields["days"], &reading)
        let from = reading.minuteOfDay(fields["from"])
        let to = reading.minuteOfDay(fields["to"])
        guard let from, let to, let days else { return nil }
        guard from < 1_440, to > 0 || from > 0, from != to else {
            reading.add(
                .badValue, at: fields.place,
                "the shift covers no time; 00:00 to 24:00 is a whole day",
                "班次没有时长；全天应写作 00:00 到 24:00")
            return nil
        }
        // A shift that ends at midnight ends with its day.
        return Shift(weekdays: days, startMinute: from, endMinute: to == 0 ? 1_440 : to)
    }

    /// Days such as `[mon-fri, sun]`; every day if they are left out.
    private static func weekdays(
        _ node: YAMLNode?, _ reading: inout Reading,
    ) -> Set<Weekday>? {
        guard let node else { return Set(Weekday.allCases) }
        guard let items = reading.list(reading.filled(node)) else { return nil }
        var days: Set<Weekday> = []
        for item in items {
            guard let text = reading.text(item) else { continue }
            guard let range = weekdays(named: text) else {
                reading.addBad(
                    item, "'\(text)' is neither a day (mon … sun) nor a range of days (mon-fri)",
                    "“\(text)”既不是星期(mon … sun)，也不是星期范围(mon-fri)")
                continue
            }
            days.formUnion(range)
        }
        return days.isEmpty ? nil : days
    }

    private static func weekdays(named text: String) -> [Weekday]? {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let bounds = text.split(separator: "-", omittingEmptySubsequences: false)
            .map { names.firstIndex(of: String($0)) }
        guard (1...2).contains(bounds.count), let first = bounds.first, let last = bounds.last,
            let first, let last, first <= last
        else { return nil }
        return Array(Weekday.allCases[first...last])
    }

    private func responder(_ node: YAMLNode, _ reading: inout Reading) -> Responder? {
        let fields = reading.fields(
            node, required: ["id", "name", "roles", "coverage"],
            optional: [
                "station", "shifts", "standby", "exceptions", "skills", "languages", "mode",
            ])
        guard let fields else { return nil }
        let id: Responder.ID? = reading.definition(fields["id"], .responder)
        let name = reading.localizedText(fields["name"])
        let roles: [Role.ID] = reading.references(reading.filled(fields["roles"]), .role)
        let coverage = Self.coverage(reading.filled(fields["coverage"]), &reading)
        let station = reading.coordinate(fields["station"], system: system)
        // A list that is there and empty is meant: never on duty but by standby or exception.
        let hasOther = fields["standby"] != nil || fields["exceptions"] != nil
        let own = hasOther ? fields["shifts"] : reading.filled(fields["shifts"])
        let shifts = patterns(own, &reading)
        let standby = patterns(reading.filled(fields["standby"]), &reading)
        let exceptions = exceptions(fields["exceptions"], &reading)
        let skills = Set(reading.skills(fields))
        let mode = reading.choice(fields["mode"], of: TravelMode.self)
        guard let id, let name else { return nil }
        return Responder(
            id: id, name: name, roles: roles, coverage: coverage, station: station,
            shifts: fields["shifts"] == nil ? [.always] : shifts, standby: standby,
            exceptions: exceptions, skills: skills, mode: mode)
    }

    private func patterns(_ node: YAMLNode?, _ reading: inout Reading) -> [Shift] {
        let names: [ShiftName] = reading.references(node, .shift)
        return names.flatMap { shifts[$0.name] ?? [] }
    }

    /// Dated exceptions such as `{duty: off, from: 2026-10-01, to: 2026-10-07}`; a date means the
    /// whole day, the last one too, and a local time its own moment.
    private func exceptions(_ node: YAMLNode?, _ reading: inout Reading) -> [DutySpan] {
        guard let items = reading.list(node) else { return [] }
        guard items.count <= Self.maximumExceptions else {
            node.map {
                reading.addBad(
                    $0, "one person has at most \(Self.maximumExceptions) exceptions",
                    "一人最多 \(Self.maximumExceptions) 条例外")
            }
            return []
        }
        return items.compactMap { item in
            guard let fields = reading.fields(item, required: ["duty", "from", "to"]) else {
                return nil
            }
            let duty = reading.choice(fields["duty"], of: ExceptionDuty.self)
            let from = moment(fields["from"], isEnd: false, &reading)
            let to = moment(fields["to"], isEnd: true, &reading)
            guard let duty, let from, let to else { return nil }
            guard from < to else {
                reading.add(
                    .badValue, at: fields.place, "the exception ends before it begins",
                    "例外的结束早于开始")
                return nil
            }
            return DutySpan(duty.status, during: from..<to)
        }
    }

    private func moment(
        _ node: YAMLNode?, isEnd: Bool, _ reading: inout Reading,
    ) -> Instant? {
        guard let node, let text = reading.text(node) else { return nil }
        if let date = CivilDate(text) {
            let day = CivilDate(daysSinceEpoch: date.daysSinceEpoch + (isEnd ? 1 : 0))
            return timeZone.instant(at: LocalTime(date: day, secondOfDay: 0))
        }
        return reading.localTime(node).map(timeZone.instant)
    }

    /// The most exceptions of one person.
    private static let maximumExceptions = 1_000

    /// A duty as the file spells it.
    private enum ExceptionDuty: String, CaseIterable {
        case on, off, standby

        var status: DutyStatus {
            switch self {
            case .on: .onDuty
            case .off: .offDuty
            case .standby: .standby
            }
        }
    }

    private static func coverage(_ node: YAMLNode?, _ reading: inout Reading) -> [AreaCode] {
        var codes: [AreaCode] = []
        for item in reading.list(node) ?? [] {
            guard let code = reading.areaCode(item, at: AreaCode.Level.allCases) else { continue }
            reading.names.use(.area, code.description, at: item.place)
            codes.append(code)
        }
        return codes
    }
}

/// The name of a shift.
private struct ShiftName: NamedID {
    let name: String

    init(trusted name: String) { self.name = name }
}

extension Reading {
    /// What somebody can do and speak, or a category asks for; languages are skills of their own.
    mutating func skills(_ fields: Fields) -> [Skill] {
        let skills = (list(fields["skills"]) ?? []).compactMap { identifier($0) as Skill? }
        let languages = (list(fields["languages"]) ?? []).compactMap { node -> Skill? in
            guard let name: Skill = identifier(node) else { return nil }
            return Skill("language/\(name)")
        }
        return skills + languages
    }

    /// The list itself, after finding fault with an empty one.
    mutating func filled(_ node: YAMLNode?) -> YAMLNode? {
        if let node, case .sequence(let items) = node.content, items.isEmpty {
            addBad(node, "the list is empty; at least one is needed", "列表为空；至少需要一项")
        }
        return node
    }
}
