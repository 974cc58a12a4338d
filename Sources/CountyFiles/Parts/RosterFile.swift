public import Governance

/// Writes a roster.yaml.
public enum RosterFile {
    /// The roster of a county as a roster.yaml, in which some people have other duties.
    ///
    /// Reading it again gives the same people. Notes that stood in the county's own file are lost.
    public static func text(
        of county: County, with duties: [Responder.ID: RosterCalendarReader.Duties] = [:],
    ) -> String {
        var names = ShiftNames()
        let people = county.roster.map { responder in
            let duty =
                duties[responder.id]
                ?? RosterCalendarReader.Duties(
                    shifts: responder.shifts, standby: responder.standby,
                    exceptions: responder.exceptions)
            return line(responder, duty, county.timeZone, &names)
        }
        return "system: wgs84\n" + names.text + "responders:\n" + people.joined()
    }

    private static func line(
        _ responder: Responder, _ duty: RosterCalendarReader.Duties, _ zone: CountyTimeZone,
        _ names: inout ShiftNames,
    ) -> String {
        var fields = [
            "id: \(responder.id)",
            "name: {zh: \(quoted(responder.name.chinese)), en: \(quoted(responder.name.english))}",
            "roles: [\(responder.roles.map(\.name).joined(separator: ", "))]",
            "coverage: [\(responder.coverage.map(\.description).joined(separator: ", "))]",
        ]
        if let station = responder.station?.converted(to: .wgs84) {
            fields.append(
                "station: {latitude: \(station.latitude), longitude: \(station.longitude)}")
        }
        if duty.shifts != [.always] { fields.append("shifts: " + names.list(duty.shifts)) }
        if !duty.standby.isEmpty { fields.append("standby: " + names.list(duty.standby)) }
        let isEmpty = duty.exceptions.isEmpty
        if !isEmpty || (duty.shifts.isEmpty && duty.standby.isEmpty) {
            let items = duty.exceptions.map { exception($0, zone) }
            fields.append("exceptions: [\(items.joined(separator: ", "))]")
        }
        let skills = responder.skills.map(\.name).sorted()
        let languages = skills.filter { $0.hasPrefix("language/") }
        let others = skills.filter { !$0.hasPrefix("language/") }
        if !others.isEmpty { fields.append("skills: [\(others.joined(separator: ", "))]") }
        if !languages.isEmpty {
            let names = languages.map { String($0.dropFirst("language/".count)) }
            fields.append("languages: [\(names.joined(separator: ", "))]")
        }
        if let mode = responder.mode { fields.append("mode: \(mode.rawValue)") }
        return "  - {" + fields.joined(separator: ", ") + "}\n"
    }

    private static func exception(_ span: DutySpan, _ zone: CountyTimeZone) -> String {
        let duty =
            switch span.status {
            case .onDuty: "on"
            case .standby: "standby"
            case .offDuty: "off"
            }
        let (from, to) = (span.time.lowerBound, span.time.upperBound)
        return "{duty: \(duty), from: \"\(local(from, zone))\", to: \"\(local(to, zone))\"}"
    }

    /// A local time to the minute, as the file has it; seconds are left out.
    private static func local(_ instant: Instant, _ zone: CountyTimeZone) -> String {
        let text = instant.text(offsetSeconds: zone.offsetSeconds(at: instant))
        return text.prefix(16).split(separator: "T").joined(separator: " ")
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

/// Names for shifts, by the patterns that they stand for.
private struct ShiftNames {
    private var names: [Shift: String] = [:]
    private var lines: [String] = []

    var text: String { lines.isEmpty ? "" : "shifts:\n" + lines.joined() }

    mutating func list(_ shifts: [Shift]) -> String {
        var listed: [String] = []
        for shift in shifts {
            let name = name(of: shift)
            if !listed.contains(name) { listed.append(name) }
        }
        return "[\(listed.joined(separator: ", "))]"
    }

    private mutating func name(of shift: Shift) -> String {
        if let known = names[shift] { return known }
        let name = "shift-\(names.count + 1)"
        names[shift] = name
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let stated = shift.weekdays.map(\.rawValue).sorted().map { days[$0 - 1] }
        lines.append(
            "  \(name): [{days: [\(stated.joined(separator: ", "))], "
                + "from: \"\(Self.time(shift.startMinute))\", "
                + "to: \"\(Self.time(shift.endMinute))\"}]\n")
        return name
    }

    private static func time(_ minute: Int) -> String {
        let (hour, rest) = (minute / 60, minute % 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
