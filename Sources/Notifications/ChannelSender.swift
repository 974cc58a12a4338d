public import CurlHTTP
public import Deliveries
public import Governance

/// Sends messages over one channel; each call is one attempt.
protocol ChannelSender: Sendable {
    /// Tries to send the message to its recipient, reached as `contact` says.
    func send(_ message: NotificationMessage, to contact: Contact?) async -> DeliveryOutcome

    /// What an attempt would send, for people to look at; no secret is in it.
    func preview(_ message: NotificationMessage, to contact: Contact?) -> String
}

/// All channels of a plan, ready to send.
public struct ChannelSet: Sendable {
    /// Why a channel cannot send.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, and what to do.
        public let description: String
    }

    /// The channels that cannot send, and why.
    public let faults: [Channel.ID: Fault]
    private let plan: NotificationPlan
    private let senders: [Channel.ID: any ChannelSender]

    /// The channels of `plan` over `http`, with the secrets that they name and the browsers that
    /// responders have allowed.
    public init(
        _ plan: NotificationPlan, over http: HTTPClient, secrets: SecretStore,
        browsers: any PushDirectory, now: @escaping @Sendable () -> Instant,
    ) {
        self.plan = plan
        var senders: [Channel.ID: any ChannelSender] = [:]
        var faults: [Channel.ID: Fault] = [:]
        for channel in plan.channels.values {
            let parts = ChannelParts(
                channel: channel, http: http, secrets: secrets, browsers: browsers, now: now)
            do throws(Fault) {
                senders[channel.id] = try parts.sender()
            } catch {
                faults[channel.id] = error
            }
        }
        self.senders = senders
        self.faults = faults
    }

    /// Tries to send a message over a channel.
    public func send(
        _ message: NotificationMessage, over channel: Channel.ID,
    ) async -> DeliveryOutcome {
        guard let sender = senders[channel] else {
            return .refused(faults[channel]?.description ?? "there is no channel '\(channel)'")
        }
        return await sender.send(message, to: plan.contact(of: message.recipient))
    }

    /// What sending a message over a channel would send; nil if the channel cannot send.
    public func preview(_ message: NotificationMessage, over channel: Channel.ID) -> String? {
        senders[channel]?.preview(message, to: plan.contact(of: message.recipient))
    }

    /// The key by which a browser allows a web push channel (RFC 8292 §3.2); nil without one.
    public var pushKey: String? {
        senders.sorted { $0.key < $1.key }.lazy.compactMap { ($0.value as? PushSender)?.publicKey }
            .first
    }
}

/// What a channel's sender is made of.
struct ChannelParts {
    let channel: Channel
    let http: HTTPClient
    let secrets: SecretStore
    let browsers: any PushDirectory
    let now: @Sendable () -> Instant
    var limits = HTTPExchange.ordinaryLimits

    func sender() throws(ChannelSet.Fault) -> any ChannelSender {
        let exchange = HTTPExchange(
            http: http, addresses: AddressPolicy(allowedHosts: channel.allowedHosts),
            limits: limits)
        switch channel.settings {
        case .webhook(let webhook):
            var keys: [WebhookKey] = []
            for name in webhook.secrets {
                guard let key = WebhookKey(try secret(name)) else {
                    throw fault("the secret \(name) is not a webhook secret: whsec_ and base64")
                }
                keys.append(key)
            }
            var token: Secret?
            if let name = webhook.token { token = try secret(name) }
            return WebhookSender(
                address: webhook.address, keys: keys, token: token, exchange: exchange, now: now)
        case .wecom(let robot):
            return RobotSender(
                kind: .wecom, robot: robot, key: try secret(robot.key), signing: nil,
                exchange: exchange, now: now)
        case .dingtalk(let robot):
            var signing: Secret?
            if let name = robot.signingSecret { signing = try secret(name) }
            return RobotSender(
                kind: .dingtalk, robot: robot, key: try secret(robot.key), signing: signing,
                exchange: exchange, now: now)
        case .mail(let mail): return try mailSender(mail)
        case .sms(let gateway):
            var values: [String: Secret] = [:]
            for name in gateway.secrets { values[name.name] = try secret(name) }
            return GatewaySender(settings: gateway, secrets: values, exchange: exchange)
        case .template(let gateway):
            var values: [String: Secret] = [:]
            for name in gateway.secrets { values[name.name] = try secret(name) }
            return GatewaySender(settings: gateway, secrets: values, exchange: exchange)
        case .open311(let server):
            return Open311Sender(
                settings: server, key: try secret(server.key), exchange: exchange)
        case .webPush(let push):
            guard let key = PushKey(try secret(push.key)) else {
                throw fault("the secret \(push.key) is not a P-256 private key in base64url")
            }
            return PushSender(
                key: key, contact: push.contact, browsers: browsers, exchange: exchange, now: now)
        }
    }

    private func mailSender(_ mail: MailSettings) throws(ChannelSet.Fault) -> MailSender {
        var password: Secret?
        if let name = mail.password { password = try secret(name) }
        return MailSender(
            settings: mail, password: password,
            addresses: AddressPolicy(allowedHosts: channel.allowedHosts), now: now)
    }

    private func secret(_ name: SecretName) throws(ChannelSet.Fault) -> Secret {
        guard let secret = secrets.secret(name.name) else {
            throw fault("the secret \(name) is neither in the secrets' file nor in the environment")
        }
        return secret
    }

    private func fault(_ reason: String) -> ChannelSet.Fault {
        ChannelSet.Fault(description: "the channel '\(channel.id)' is off: \(reason)")
    }
}
