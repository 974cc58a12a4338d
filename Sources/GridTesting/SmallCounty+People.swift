public import Governance

extension Role.ID {
    /// 社区主任.
    public static let communityDirector = Role.ID(trusted: "community-director")
    /// 片区民警.
    public static let police = Role.ID(trusted: "police")
    /// 调解员.
    public static let mediator = Role.ID(trusted: "mediator")
    /// 值班长.
    public static let supervisor = Role.ID(trusted: "supervisor")
}

extension Responder.ID {
    /// The director of Qiaotou, 100 m from its centre.
    public static let qiaotouDirector = Responder.ID(trusted: "qiaotou-director")
    /// A mediator of Qiaotou, 200 m from its centre, in office hours only.
    public static let qiaotouMediatorNear = Responder.ID(trusted: "qiaotou-mediator-near")
    /// A mediator of Qiaotou, 900 m from its centre.
    public static let qiaotouMediatorFar = Responder.ID(trusted: "qiaotou-mediator-far")
    /// Dongxi's police of the day shift, 500 m from the centre of Qiaotou.
    public static let dongxiPoliceDay = Responder.ID(trusted: "dongxi-police-day")
    /// Dongxi's police of the night shift, from the same station.
    public static let dongxiPoliceNight = Responder.ID(trusted: "dongxi-police-night")
    /// Dongxi's police at any hour, 1,500 m from the centre of Qiaotou.
    public static let dongxiPoliceSecond = Responder.ID(trusted: "dongxi-police-second")
    /// The supervisor of the township Dongxi.
    public static let dongxiSupervisor = Responder.ID(trusted: "dongxi-supervisor")
    /// The director of Xibian, the other community of Dongxi.
    public static let xibianDirector = Responder.ID(trusted: "xibian-director")
    /// The mediator of Xibian, the other community of Dongxi.
    public static let xibianMediator = Responder.ID(trusted: "xibian-mediator")
    /// The director of Lingxia, in the other township.
    public static let lingxiaDirector = Responder.ID(trusted: "lingxia-director")
    /// The mediator of Lingxia, in the other township.
    public static let lingxiaMediator = Responder.ID(trusted: "lingxia-mediator")
    /// The police of the other township.
    public static let xilingPolice = Responder.ID(trusted: "xiling-police")
    /// The supervisor of the whole county.
    public static let countySupervisor = Responder.ID(trusted: "county-supervisor")
}

extension SmallCounty {
    /// The four roles, in the county's order.
    public static let roles = [
        Role(
            id: .communityDirector,
            title: LocalizedText(chinese: "社区主任", english: "Community director")),
        Role(id: .police, title: LocalizedText(chinese: "片区民警", english: "Beat police")),
        Role(
            id: .mediator, title: LocalizedText(chinese: "调解员", english: "Mediator"),
            substitutes: [.communityDirector]),
        Role(id: .supervisor, title: LocalizedText(chinese: "值班长", english: "Supervisor")),
    ]

    /// 8:00 to 18:00, Monday to Friday.
    public static let officeHours = Shift(
        weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday],
        startMinute: 8 * 60, endMinute: 18 * 60)
    /// 8:00 to 20:00 every day.
    public static let dayShift = Shift(
        weekdays: Set(Weekday.allCases), startMinute: 8 * 60, endMinute: 20 * 60)
    /// 20:00 to 8:00 of the next day, every day.
    public static let nightShift = Shift(
        weekdays: Set(Weekday.allCases), startMinute: 20 * 60, endMinute: 8 * 60)

    /// Everybody who can be called.
    public static let roster: [Responder] = [
        person(.qiaotouDirector, .communityDirector, .qiaotou, north: 100),
        person(.qiaotouMediatorNear, .mediator, .qiaotou, north: 200, officeHours),
        person(.qiaotouMediatorFar, .mediator, .qiaotou, north: 900),
        person(.dongxiPoliceDay, .police, .dongxi, north: 500, dayShift),
        person(.dongxiPoliceNight, .police, .dongxi, north: 500, nightShift),
        person(.dongxiPoliceSecond, .police, .dongxi, north: 1_500),
        person(.dongxiSupervisor, .supervisor, .dongxi, north: 2_000),
        person(.xibianDirector, .communityDirector, .xibian, north: 3_100),
        person(.xibianMediator, .mediator, .xibian, north: 3_200),
        person(.lingxiaDirector, .communityDirector, .lingxia, north: 9_100),
        person(.lingxiaMediator, .mediator, .lingxia, north: 9_200),
        person(.xilingPolice, .police, .xiling, north: 9_500),
        person(.countySupervisor, .supervisor, .qingxi, north: 5_000),
    ]

    /// A person with one role and one area, stationed so many metres north of Qiaotou.
    public static func person(
        _ id: Responder.ID, _ role: Role.ID, _ area: AreaCode, north metres: Double,
        _ shift: Shift = .always,
    ) -> Responder {
        Responder(
            id: id, name: LocalizedText(chinese: id.name, english: id.name), roles: [role],
            coverage: [area], station: place(north: metres), shifts: [shift])
    }
}
