import CurlHTTP
import Deliveries
import Governance
import HTTPTesting
import Testing
import TextFormats

@testable import Notifications

/// Every kind of channel over HTTP, against a server that takes, refuses, or fails in its own way.
@Suite(.timeLimit(.minutes(10)))
struct ChannelTests {
    private static let webhookSecrets = [
        "NEW": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "OLD": "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ]

    private func webhook(
        allowed: [String] = ["127.0.0.1"],
        _ answer: @escaping @Sendable (FaultConnection) -> FaultConnection.Request?,
    ) async throws -> Trial {
        try await Trial.run(
            allowed: allowed, secrets: Self.webhookSecrets,
            settings: { origin in
                .webhook(
                    WebhookSettings(
                        address: origin + "/hook", secrets: [SecretName("NEW"), SecretName("OLD")]))
            }, answer: answer)
    }

    // MARK: Webhooks

    @Test func `a webhook carries the event, its identifier and a signature of each secret`()
        async throws
    {
        let trial = try await webhook(Trial.answering("204 No Content"))
        #expect(trial.outcome == .delivered("status 204"))
        let request = try #require(trial.requests.first)
        #expect(request.body == Trial.message.event)
        #expect(request.fields["webhook-id"] == Trial.message.id)
        let signatures = try #require(request.fields["webhook-signature"])
        #expect(signatures.split(separator: " ").count == 2)
        for secret in Self.webhookSecrets.values {
            let key = try #require(WebhookKey(Secret(secret)))
            #expect(
                WebhookKey.verify(
                    signatures: signatures, id: Trial.message.id, timestamp: 1_700_000_000,
                    body: request.body, keys: [key], nowSeconds: 1_700_000_001))
        }
    }

    @Test func `a webhook to who asks for one carries a token, and says what is repeated`()
        async throws
    {
        let trial = try await Trial.run(
            secrets: Self.webhookSecrets.merging(["LINK": "s3cret"]) { first, _ in first },
            settings: { origin in
                .webhook(
                    WebhookSettings(
                        address: origin, secrets: [SecretName("NEW")], token: SecretName("LINK")))
            }, answer: Trial.answering())
        let request = try #require(trial.requests.first)
        #expect(request.fields["authorization"] == "Bearer s3cret")
        #expect(request.fields["idempotency-key"] == Trial.message.id)
    }

    @Test(arguments: [
        ("400 Bad Request", DeliveryOutcome.refused("status 400")),
        ("410 Gone", .refused("status 410")), ("301 Moved", .refused("status 301")),
        ("503 Unavailable", .failed(.init("status 503", retryAfter: .seconds(7)))),
        ("429 Too Many", .failed(.init("status 429", retryAfter: .seconds(7)))),
        ("504 Timeout", .failed(.init("status 504", isInDoubt: true, retryAfter: .seconds(7)))),
    ])
    func `a status says whether it is tried again`(
        status: String, outcome: DeliveryOutcome,
    ) async throws {
        let trial = try await webhook(Trial.answering(status, fields: "Retry-After: 7\r\n"))
        #expect(trial.outcome == outcome)
    }

    @Test func `a server that hangs leaves the message in doubt, and is given up soon`()
        async throws
    {
        let trial = try await webhook { connection in
            let request = connection.readRequest()
            connection.waitForClose()
            return request
        }
        #expect(trial.outcome == .failed(.init("http.timeout.first_byte", isInDoubt: true)))
    }

    @Test func `a server that drips its answer is given up soon`() async throws {
        let trial = try await webhook { connection in
            let request = connection.readRequest()
            connection.drip("HTTP/1.1 200 OK\r\nX: yyyyyyyyyyyyyyyyyyyyyy", everyMilliseconds: 100)
            connection.close()
            return request
        }
        guard case .failed(let failure) = trial.outcome else { return #expect(Bool(false)) }
        #expect(failure.isInDoubt)
    }

    @Test func `a connection that is cut leaves the message in doubt`() async throws {
        let trial = try await webhook { connection in
            let request = connection.readRequest()
            connection.reset()
            return request
        }
        #expect(trial.outcome == .failed(.init("http.connection_lost", isInDoubt: true)))
    }

    @Test func `a private address is refused unless the county allows it`() async throws {
        let trial = try await webhook(allowed: [], Trial.answering())
        #expect(trial.outcome == .refused("http.address_refused"))
        #expect(trial.requests == [])
    }

    // MARK: Robots

    private func robot(
        _ kind: RobotSender.Kind, _ body: String, _ status: String = "200 OK",
    ) async throws -> Trial {
        try await Trial.run(
            secrets: ["KEY": "k/1", "SIGN": "SEC0123456789abcdef"],
            settings: { origin in
                switch kind {
                case .wecom:
                    .wecom(RobotSettings(address: origin + "/send", key: SecretName("KEY")))
                case .dingtalk:
                    .dingtalk(
                        RobotSettings(
                            address: origin + "/robot", key: SecretName("KEY"),
                            signingSecret: SecretName("SIGN")))
                }
            }, answer: Trial.answering(status, body))
    }

    @Test func `a WeCom robot is sent the text in both languages`() async throws {
        let trial = try await robot(.wecom, #"{"errcode":0,"errmsg":"ok"}"#)
        #expect(trial.outcome == .delivered("errcode 0"))
        let request = try #require(trial.requests.first)
        #expect(request.path == "/send?key=k%2f1")
        let json = try JSON.parse(request.body)
        #expect(json["msgtype"] == "text")
        #expect(
            json["text"]?["content"]?.stringValue
                == "【超时·噪声】“须到人员”未到\n第二行\nOverdue - noise: Nobody came\n"
                + "https://grid.example/desk")
    }

    @Test func `a DingTalk robot's address is signed`() async throws {
        let trial = try await robot(.dingtalk, #"{"errcode":0}"#)
        #expect(trial.outcome == .delivered("errcode 0"))
        let path = try #require(trial.requests.first?.path)
        #expect(path.hasPrefix("/robot?timestamp=1700000000000&sign="))
        #expect(path.hasSuffix("access_token=k%2f1"))
    }

    @Test(arguments: [
        (
            #"{"errcode":93000,"errmsg":"invalid webhook"}"#,
            DeliveryOutcome.refused("errcode 93000")
        ),
        (#"{"errcode":45009}"#, .failed(.init("errcode 45009", retryAfter: .seconds(60)))),
        (#"{"errcode":130101}"#, .failed(.init("errcode 130101", retryAfter: .seconds(60)))),
        (#"{"errcode":-1}"#, .failed(.init("errcode -1"))),
        ("<html>", .failed(.init("an answer without errcode", isInDoubt: true))),
    ])
    func `an errcode in an answer of status 200 is a failure`(
        body: String, outcome: DeliveryOutcome,
    ) async throws {
        #expect(try await robot(.wecom, body).outcome == outcome)
    }

    @Test func `a text that is too long is cut between characters`() {
        let text = String(repeating: "超时", count: 1_000).prefix(bytes: 2_000)
        #expect(text.utf8.count <= 2_000)
        #expect(text.hasSuffix("时…") || text.hasSuffix("超…"))
    }

    // MARK: Short messages

    private func gateway(
        _ body: String = #"{"code":"OK"}"#, phone: String? = "+86 138",
        encoding: GatewaySettings.Encoding = .json,
    ) async throws -> Trial {
        let template =
            switch encoding {
            case .json: #"{"to":"{{phone}}","content":"{{text}}","id":"{{id}}"}"#
            case .form: "to={{phone}}&content={{text}}&key={{secret:KEY}}"
            }
        return try await Trial.run(
            secrets: ["KEY": "a&b"], contact: Contact(phone: phone),
            settings: { origin in
                .sms(
                    GatewaySettings(
                        address: origin + "/sms", headers: ["X-Key": "Bearer {{secret:KEY}}"],
                        body: template, encoding: encoding,
                        success: .init(member: "code", value: "OK"), secrets: [SecretName("KEY")]))
            }, answer: Trial.answering("200 OK", body))
    }

    @Test func `a short message is written into the gateway's template`() async throws {
        let trial = try await gateway()
        #expect(trial.outcome == .delivered("code is OK"))
        let request = try #require(trial.requests.first)
        #expect(request.fields["x-key"] == "Bearer a&b")
        let json = try JSON.parse(request.body)
        #expect(json["to"] == "+86 138")
        #expect(json["content"]?.stringValue == "【超时·噪声】“须到人员”未到\n第二行")
        let form = try #require(try await gateway(encoding: .form).requests.first)
        #expect(String(decoding: form.body, as: UTF8.self).hasSuffix("&key=a%26b"))
    }

    @Test func `what the gateway says decides, not its status`() async throws {
        #expect(try await gateway(#"{"code":"BALANCE"}"#).outcome == .refused("code is BALANCE"))
        #expect(
            try await gateway(#"{"code":"no such number +86 138"}"#).outcome
                == .refused("code is another"))
        #expect(
            try await gateway("{}").outcome
                == .failed(.init("an answer without code", isInDoubt: true)))
        #expect(try await gateway(phone: nil).outcome == .obsolete("no telephone number is known"))
    }

    // MARK: Push

    /// One browser, which may be forgotten.
    private actor OneBrowser: PushDirectory {
        private(set) var browser: PushSubscription?

        init(_ browser: PushSubscription) { self.browser = browser }

        func browsers(of responder: Responder.ID) -> [PushSubscription] {
            [browser].compactMap(\.self)
        }

        func forget(_ endpoint: String) { browser = nil }
    }

    private func push(_ status: String) async throws -> (Trial, isKnown: Bool) {
        let responder = Responder.ID(trusted: "huabu-police-1")
        let key = try #require(
            Base64URL.bytes(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
            ))
        let server = FaultServer { connection in
            _ = Trial.answering(status)(connection)
        }
        defer { server.stop() }
        let browsers = OneBrowser(
            try #require(
                PushSubscription(
                    responder: responder, endpoint: server.origin + "/push/1", publicKey: key,
                    authentication: Array(repeating: 7, count: 16))))
        let message = NotificationMessage(
            id: Trial.message.id, recipient: .responder(responder), title: Trial.message.title,
            body: Trial.message.body, severity: .critical, occurredAt: Trial.now)
        let trial = try await Trial.run(
            secrets: ["PUSH": PushKey.newSecret()], message: message, browsers: browsers,
            settings: { _ in
                .webPush(PushSettings(key: SecretName("PUSH"), contact: "mailto:a@example.com"))
            }, answer: Trial.answering())
        return (trial, await browsers.browser != nil)
    }

    @Test func `a push service takes a message, and a browser that is gone is forgotten`()
        async throws
    {
        let (taken, isKnown) = try await push("201 Created")
        #expect(taken.outcome == .delivered("status 201"))
        #expect(isKnown)
        let (gone, isStillKnown) = try await push("410 Gone")
        #expect(gone.outcome == .obsolete("the browser is not there any more"))
        #expect(!isStillKnown)
        #expect(
            try await push("503 Unavailable").0.outcome == .failed(.init("status 503")))
    }

    // MARK: Secrets

    @Test func `a channel whose secret is missing is off, and says which`() async throws {
        let plan = NotificationPlan(channels: [
            Channel(
                id: Channel.ID(trusted: "group"), title: Trial.message.title,
                settings: .wecom(
                    RobotSettings(address: "https://x.example", key: SecretName("NOT_THERE_AT_ALL"))
                ))
        ])
        let http = try HTTPClient()
        let channels = ChannelSet(
            plan, over: http, secrets: SecretStore(), browsers: NoBrowsers(), now: { Trial.now })
        #expect(
            channels.faults.values.map(\.description) == [
                "the channel 'group' is off: the secret NOT_THERE_AT_ALL is neither in the "
                    + "secrets' file nor in the environment"
            ])
        await http.shutdown(grace: .zero)
    }

    @Test func `a trial shows what would be sent, and no secret`() throws {
        let file = try SecretFile(["KEY": "VERYSECRET", "SIGN": "VERYSECRET"])
        defer { file.remove() }
        let robot = RobotSettings(
            address: "https://x.example/send", key: SecretName("KEY"),
            signingSecret: SecretName("SIGN"))
        let plan = NotificationPlan(channels: [
            Channel(
                id: Channel.ID(trusted: "group"), title: Trial.message.title,
                settings: .dingtalk(robot))
        ])
        let channels = ChannelSet(
            plan, over: try HTTPClient(), secrets: file.store, browsers: NoBrowsers(),
            now: { Trial.now })
        let shown = try #require(
            channels.preview(Trial.message, over: Channel.ID(trusted: "group")))
        #expect(shown.contains("须到人员"))
        #expect(!shown.contains("VERYSECRET"))
    }
}
