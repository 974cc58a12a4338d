import Deliveries
import Governance
import RulesEngine
import Testing

@testable import CountyFiles

/// channels.yaml as it is read, and what is wrong in it, with its place.
struct ChannelsPartTests {
    private func load(_ text: String) throws(CountyFileErrors) -> NotificationPlan {
        var files = MinimalFolder().files
        files["channels.yaml"] = text
        return try CountyFolder.load(files: files.mapValues { Array($0.utf8) }).notifications
    }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch {
            return error.faults.map {
                "\($0.position.line):\($0.position.column) \($0.code) \($0.message.english)"
            }
        }
    }

    private static let group = """
        channels:
          - {id: group, kind: wecom, title: {zh: 群, en: Group}, key: GROUP_KEY}
        """

    @Test func `a folder without the file tells nobody anything`() throws {
        let plan = try MinimalFolder().load().notifications
        #expect(plan.channels.isEmpty)
        #expect(plan.subscriptions == [])
    }

    @Test func `a webhook may have a token beside the secrets that sign`() throws {
        let plan = try load(
            """
            channels:
              - {id: hook, kind: webhook, title: {zh: 邻县, en: Neighbour}, url: "https://b.example/x",
                 secrets: [HOOK_SECRET], token: HOOK_TOKEN}
            """)
        let settings = try #require(plan.channels.values.first?.settings)
        #expect(settings.secrets.map(\.name) == ["HOOK_SECRET", "HOOK_TOKEN"])
    }

    @Test func `channels and subscriptions are read`() throws {
        let plan = try load(
            """
            site: https://grid.example/
            contacts:
              duty-room: {mail: duty@example.com}
            channels:
              - id: mail
                kind: smtp
                title: {zh: 邮件, en: Mail}
                host: mail.example.com
                port: 587
                security: starttls
                user: dispatch
                password: MAIL_PASSWORD
                from: dispatch@example.com
                attempts: 3
                perMinute: 10
                quiet: {from: "22:00", to: "06:00"}
            subscriptions:
              - {channel: mail, to: {contacts: [duty-room]}, events: [overdue, unfilled], severities: [1, 2]}
            """)
        #expect(plan.site == "https://grid.example")
        let mail = Channel.ID(trusted: "mail")
        let channel = try #require(plan.channels[mail])
        #expect(
            channel.settings
                == .mail(
                    MailSettings(
                        host: "mail.example.com", port: 587, security: .starttls,
                        user: "dispatch", password: SecretName("MAIL_PASSWORD"),
                        sender: "dispatch@example.com")))
        #expect(channel.policy.attempts == 3)
        #expect(channel.policy.rate == DeliveryPolicy.Rate(10, in: .seconds(60)))
        #expect(channel.quietHours == QuietHours(startMinute: 1_320, endMinute: 360))
        #expect(
            plan.subscriptions == [
                Subscription(
                    channel: mail, audience: .contacts(["duty-room"]),
                    topics: [.overdue, .unfilled], severities: [.critical, .urgent])
            ])
        #expect(plan.contacts["duty-room"] == Contact(mail: "duty@example.com"))
    }

    @Test(arguments: [
        (
            "{id: x, kind: fax, title: {zh: 甲, en: A}}",
            "2:19 county.bad_value the kind is not one of"
        ),
        ("{id: x, kind: wecom, title: {zh: 甲, en: A}}", "2:5 county.missing_key the key 'key' is"),
        (
            "{id: x, kind: wecom, title: {zh: 甲, en: A}, key: abc-123}",
            "2:54 county.bad_value this is not the name of a secret"
        ),
        (
            "{id: x, kind: webpush, title: {zh: 甲, en: A}, key: K, contact: me}",
            "2:68 county.bad_value a push service is given"
        ),
        (
            "{id: x, kind: sms, title: {zh: 甲, en: A}, url: 'https://s.example', body: '{{who}}'}",
            "2:79 county.bad_value there is no '{{who}}'"
        ),
    ])
    func `a wrong channel is told with its place`(channel: String, fault: String) {
        let found = faults("channels:\n  - \(channel)")
        #expect(found.contains { $0.hasPrefix(fault) }, "\(found)")
    }

    @Test(arguments: [
        ("{channel: grup, to: everybody}", "there is no channel 'grup'; did you mean 'group'?"),
        ("{channel: group, to: responders}", "this channel reaches a group or a system"),
        ("{channel: group, to: somebody}", "'somebody' is not one of everybody, responders"),
        ("{channel: group, to: everybody, events: [overdu]}", "'overdu' is not one of"),
        ("{channel: group, to: everybody, roles: [polise]}", "there is no role 'polise'"),
    ])
    func `a wrong subscription is told`(subscription: String, fault: String) {
        let found = faults("\(Self.group)\nsubscriptions:\n  - \(subscription)")
        #expect(found.contains { $0.contains(fault) }, "\(found)")
    }

    @Test func `a password does not go over the network in the clear`() {
        let found = faults(
            """
            channels:
              - {id: m, kind: smtp, title: {zh: 甲, en: A}, host: mail.example.com, port: 25, \
            security: none, user: u, password: P, from: a@example.com}
            """)
        #expect(found.contains { $0.contains("must not go over the network in the clear") })
    }
}
