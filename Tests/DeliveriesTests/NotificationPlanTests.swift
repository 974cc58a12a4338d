import Deliveries
import DispatchCore
import Governance
import GridTesting
import Testing

/// Who is told what, by whom it concerns, how severe it is, and when.
struct NotificationPlanTests {
    private let robot = RobotSettings(
        address: "https://robot.example/send", key: SecretName("KEY"))

    @Test func `a group is told once of each event that it wants`() throws {
        let plan = plan([Subscription(channel: .group, audience: .everybody, topics: [.requested])])
        let story = try story()
        #expect(told(plan, story) == ["requested everybody"])
        #expect(plan.wants(story.filed.kind) == false)
    }

    @Test func `those who are asked are told in person, if the channel reaches them`() throws {
        let people = [
            Responder.ID.qiaotouDirector: Contact(mail: "director@example.com"),
            Responder.ID.dongxiPoliceDay: Contact(phone: "+86 10"),
        ]
        let plan = plan(
            [Subscription(channel: .mail, audience: .concerned, topics: [.requested])],
            people: people)
        #expect(told(plan, try story()) == ["requested responder:qiaotou-director"])
    }

    @Test func `those who look after both sides of a line are told in person`() throws {
        let people = Dictionary(
            uniqueKeysWithValues: SmallCounty.roster.map { ($0.id, Contact(mail: "x@example.com")) }
        )
        let plan = plan([Subscription(channel: .mail, audience: .concerned)], people: people)
        let noted = Event.example(
            .boundaryNoted([.xibian], informed: [.qiaotouDirector, .xibianDirector]),
            at: SmallCounty.morning)
        let deliveries = plan.deliveries(
            for: noted, record: Incident.ID(high: 1, low: 1), offset: 1,
            incident: try story().incident, in: SmallCounty.county, at: SmallCounty.morning)
        #expect(
            deliveries.map(\.recipient) == [
                .responder(.qiaotouDirector), .responder(.xibianDirector),
            ])
    }

    @Test func `only the roles, severities and areas that are meant`() throws {
        let story = try story()
        let severity = try #require(story.incident.decision?.severity)
        let others = Set(Severity.allCases).subtracting([severity])
        let subscriptions = [
            Subscription(channel: .group, audience: .everybody, severities: others),
            Subscription(channel: .group, audience: .everybody, areas: [.lingxia]),
            Subscription(channel: .group, audience: .everybody, roles: [.supervisor]),
        ]
        for subscription in subscriptions { #expect(told(plan([subscription]), story) == []) }
        let meant = Subscription(
            channel: .group, audience: .everybody, topics: [.requested], severities: [severity],
            roles: [.police], areas: [.dongxi])
        #expect(told(plan([meant]), story) == ["requested everybody"])
    }

    @Test func `people on duty at the place are told, others are not`() throws {
        let people = Dictionary(
            uniqueKeysWithValues: SmallCounty.roster.map { ($0.id, Contact(mail: "x@example.com")) }
        )
        let plan = plan(
            [
                Subscription(
                    channel: .mail, audience: .onDuty([.police, .supervisor]), topics: [.filed])
            ], people: people)
        #expect(
            told(plan, try story()) == [
                "filed responder:county-supervisor", "filed responder:dongxi-police-day",
                "filed responder:dongxi-police-second", "filed responder:dongxi-supervisor",
            ])
    }

    @Test func `quiet hours hold back what is not severe`() throws {
        let quiet = QuietHours(startMinute: 0, endMinute: 12 * 60)
        let plan = plan(
            [Subscription(channel: .group, audience: .everybody, topics: [.requested])],
            quietHours: quiet)
        for severity in Severity.allCases {
            let story = try story(severity: severity)
            let delivery = try #require(deliveries(plan, story).first)
            let time = SmallCounty.county.timeZone.localTime(at: delivery.dueAt)
            if severity <= .urgent {
                #expect(delivery.dueAt == story.requested.recordedAt)
            } else {
                #expect(time.minuteOfDay == 12 * 60)
                #expect(delivery.expiresAt == delivery.dueAt + .hours(6))
            }
        }
    }

    @Test(arguments: [(22 * 60, 6 * 60, 23 * 60, 6 * 60), (22 * 60, 6 * 60, 5 * 60, 6 * 60)])
    func `quiet hours go over midnight`(start: Int, end: Int, now: Int, opening: Int) {
        let channel = Channel(
            id: .group, title: LocalizedText(chinese: "群", english: "Group"),
            settings: .wecom(robot), quietHours: QuietHours(startMinute: start, endMinute: end))
        let plan = NotificationPlan(
            channels: [channel],
            subscriptions: [Subscription(channel: .group, audience: .everybody)])
        let midnight =
            SmallCounty.morning
            - .seconds(
                SmallCounty.county.timeZone.localTime(at: SmallCounty.morning).secondOfDay)
        let event = Event(
            subject: .county, occurredAt: midnight, recordedAt: midnight + .minutes(now),
            actor: .system,
            kind: .deliveryGivenUp(
                FailedDelivery(channel: "x", incident: nil, reason: "", attempts: 1)))
        let due = plan.deliveries(
            for: event, record: EntityID<Event>(high: 1, low: 2), offset: 1, incident: nil,
            in: SmallCounty.county, at: event.recordedAt
        ).first?.dueAt
        let time = due.map { SmallCounty.county.timeZone.localTime(at: $0).minuteOfDay }
        #expect(time == opening)
    }

    @Test func `an exercise is told to nobody, and neither is what has become old`() throws {
        let plan = plan([Subscription(channel: .group, audience: .everybody)])
        let story = try story()
        #expect(deliveries(plan, story, later: .hours(7)) == [])
        #expect(deliveries(plan, try self.story(isExercise: true)) == [])
    }

    @Test func `a source is told the steps of what came from it, and none of its own words`() throws
    {
        let origin = try #require(ReportOrigin(feed: "hotline", key: "SR-17"))
        let plan = self.plan([Subscription(channel: .group, audience: .sources(["hotline"]))])
        let story = try story(origin: origin)
        #expect(told(plan, story) == ["filed source:hotline:SR-17"])
        #expect(told(plan, try self.story()) == [])
        let other = self.plan([Subscription(channel: .group, audience: .sources(["weather"]))])
        #expect(told(other, story) == [])
        #expect(
            NotificationTopic.allCases.filter { $0.status == "closed" } == [
                .closed, .rejected, .voided,
            ])
    }

    @Test func `the identifier is the same for the same record, channel and recipient only`() {
        let record = EntityID<Event>(high: 7, low: 9)
        let ids = [
            Delivery.ID(of: record, over: .group, to: .everybody),
            Delivery.ID(of: record, over: .mail, to: .everybody),
            Delivery.ID(of: record, over: .mail, to: .responder(.dongxiPoliceDay)),
            Delivery.ID(of: EntityID<Event>(high: 7, low: 10), over: .group, to: .everybody),
        ]
        #expect(Set(ids).count == 4)
        #expect(ids[0] == Delivery.ID(of: record, over: .group, to: .everybody))
    }

    @Test func `who has answered is not asked again`() throws {
        var story = try story()
        let plan = plan(
            [Subscription(channel: .mail, audience: .concerned, topics: [.requested])],
            people: [.qiaotouDirector: Contact(mail: "a@example.com")])
        let delivery = try #require(deliveries(plan, story).first)
        #expect(!delivery.isObsolete(in: story.incident))
        for index in story.incident.assignments.indices {
            story.incident.assignments[index].state = .acknowledged
        }
        #expect(delivery.isObsolete(in: story.incident))
    }

    @Test(arguments: [
        Recipient.everybody, .responder(.dongxiPoliceDay), .contact("duty-room"),
        .source(feed: "hotline", key: "A:17"),
    ])
    func `a recipient is read as it is written`(recipient: Recipient) {
        #expect(Recipient("\(recipient)") == recipient)
    }

    // MARK: An incident that was reported and filed

    private struct Story {
        var incident: Incident
        let filed: Event
        let requested: Event
    }

    private func story(
        severity: Severity? = nil, isExercise: Bool = false, origin: ReportOrigin? = nil,
    ) throws -> Story {
        let plain = Report.example()
        let report = Report(
            id: plain.id, category: plain.category, area: plain.area, source: .worker,
            occurredAt: plain.occurredAt, isExercise: isExercise, origin: origin)
        let outcome = try SmallCounty.dispatcher.decide(
            .example(.submit(report), by: .worker("li")), in: TownshipState(),
            at: SmallCounty.morning)
        var incident = outcome.incident
        if let severity, let decision = incident.decision {
            incident.decision = RoutingDecision(
                version: decision.version, roles: decision.roles, severity: severity,
                standard: decision.standard, tables: decision.tables, facts: decision.facts)
        }
        let filed = try #require(outcome.events.first { $0.kind.type.hasSuffix("incident.filed") })
        let requested = try #require(
            outcome.events.first { $0.kind.type.hasSuffix("responders.requested") })
        return Story(incident: incident, filed: filed, requested: requested)
    }

    private func plan(
        _ subscriptions: [Subscription], people: [Responder.ID: Contact] = [:],
        quietHours: QuietHours? = nil,
    ) -> NotificationPlan {
        let title = LocalizedText(chinese: "通道", english: "Channel")
        return NotificationPlan(
            channels: [
                Channel(
                    id: .group, title: title, settings: .wecom(robot), quietHours: quietHours),
                Channel(
                    id: .mail, title: title,
                    settings: .mail(
                        MailSettings(
                            host: "127.0.0.1", port: 25, security: .none, sender: "a@example.com"))),
            ], subscriptions: subscriptions, people: people)
    }

    private func deliveries(
        _ plan: NotificationPlan, _ story: Story, later: Duration = .zero,
    ) -> [Delivery] {
        [story.filed, story.requested].enumerated().flatMap { index, event in
            plan.deliveries(
                for: event, record: EntityID<Event>(high: 1, low: UInt64(index)),
                offset: Int64(index + 1), incident: story.incident, in: SmallCounty.county,
                at: event.recordedAt + later)
        }
    }

    private func told(_ plan: NotificationPlan, _ story: Story) -> [String] {
        deliveries(plan, story).map { "\($0.topic.rawValue) \($0.recipient)" }.sorted()
    }
}
