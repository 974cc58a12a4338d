public import DispatchCore
public import Governance

/// 清溪县, an invented county that is small enough to be known by heart.
///
/// Two townships, three communities with two grids each, four roles, thirteen people. Mediators may
/// be substituted by a community director. The place of most tests is the community Qiaotou:
///
/// | rung | mediators of Qiaotou, in the order in which they are asked on a weekday |
/// | --- | --- |
/// | role | `qiaotou-mediator-near` (8:00 to 18:00 on weekdays), `qiaotou-mediator-far` |
/// | substitute | `qiaotou-director` |
/// | neighbour | `xibian-mediator` |
/// | supervisor | `dongxi-supervisor`, `county-supervisor` |
public enum SmallCounty {
    /// The county.
    public static let county = make()
    /// The county's dispatcher under ``rules``.
    public static let dispatcher = Dispatcher(county: county, rules: rules)

    /// Wednesday 2026-11-18, 10:00 in the county: everybody is on duty but the night police.
    public static let morning = Instant(secondsSinceEpoch: 1_794_967_200)
    /// Twelve hours later, 22:00: the day police and the near mediator are off duty.
    public static let evening = morning + .hours(12)

    /// The county with other people, other standards, or a calendar, which it has none of.
    public static func make(
        roster: [Responder] = Self.roster, standards: [ResponseStandard] = Self.standards,
        calendar: WorkingCalendar? = nil, roles: [Role] = Self.roles,
        categories: [ReportCategory] = Self.categories,
        settings: CountySettings = CountySettings(), policy: DispatchPolicy = DispatchPolicy(),
    ) -> County {
        do {
            return try County(
                version: version, timeZone: timeZone, grids: try GridTree(areas: areas),
                roles: roles, supervisor: .supervisor, roster: roster, categories: categories,
                standards: standards, calendar: calendar, settings: settings, policy: policy)
        } catch {
            preconditionFailure("the small county is not a county: \(error)")
        }
    }

    /// China's time: eight hours ahead of UTC, without summer time since 1992.
    public static let timeZone = CountyTimeZone(
        name: "Asia/Shanghai", baseOffsetSeconds: 8 * 3_600)

    /// The version that everything of this county states.
    public static let version = wellFormed(
        CountyVersion(String(repeating: "c0", count: 32)), "version")

    /// The incident with this serial number; lower ones are older.
    public static func incident(_ serial: UInt64) -> Incident.ID {
        Incident.ID(high: 0x019A_9000_0000_7000, low: 0x8000_0000_0000_0000 | serial)
    }

    /// `value`, which the fixture states in the right form.
    static func wellFormed<Value>(_ value: Value?, _ what: String) -> Value {
        guard let value else { preconditionFailure("the small county has a malformed \(what)") }
        return value
    }
}
