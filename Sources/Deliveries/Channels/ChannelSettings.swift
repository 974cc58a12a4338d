public import Governance

/// What kind of channel it is, and where it leads.
public enum ChannelSettings: Hashable, Sendable {
    /// A webhook with signatures as Standard Webhooks states them.
    case webhook(WebhookSettings)
    /// 企业微信: a robot in a WeCom group.
    case wecom(RobotSettings)
    /// 钉钉: a robot in a DingTalk group.
    case dingtalk(RobotSettings)
    /// A mail server.
    case mail(MailSettings)
    /// A gateway that sends short messages, spoken to over HTTP.
    case sms(GatewaySettings)
    /// Push messages to the browsers of responders who asked for them.
    case webPush(PushSettings)

    /// An Open311 server that is told how its requests go on.
    case open311(Open311Settings)
    /// A system that is told how its items go on, as a template writes it.
    case template(GatewaySettings)

    /// How a channel is reached by those to whom something is told in person.
    public enum Address: Hashable, Sendable {
        /// The channel reaches a group or a system, nobody in person.
        case none
        /// A contact's mail address.
        case mail
        /// A contact's telephone number.
        case phone
        /// The key of an item at its source.
        case source
        /// Whatever browser the person has allowed.
        case browser
    }

    /// How the channel reaches a person.
    public var address: Address {
        switch self {
        case .webhook, .wecom, .dingtalk: .none
        case .mail: .mail
        case .sms: .phone
        case .webPush: .browser
        case .open311, .template: .source
        }
    }

    /// Whether the other side can tell a repetition by the message's identifier; where it cannot,
    /// a message whose fate is unknown comes twice rather than not at all, and says so.
    public var knowsRepetitions: Bool {
        switch self {
        case .webhook, .mail, .webPush, .open311: true
        case .wecom, .dingtalk, .sms, .template: false
        }
    }

    /// The word for the kind, as `channels.yaml` writes it.
    public var kind: String {
        switch self {
        case .webhook: "webhook"
        case .wecom: "wecom"
        case .dingtalk: "dingtalk"
        case .mail: "smtp"
        case .sms: "sms"
        case .webPush: "webpush"
        case .open311: "open311"
        case .template: "template"
        }
    }

    /// The policy of a channel that states none.
    ///
    /// Robots of both kinds take 20 messages a minute and are silenced for a while by more.
    public var ordinaryPolicy: DeliveryPolicy {
        switch self {
        case .wecom, .dingtalk:
            DeliveryPolicy(atOnce: 1, rate: DeliveryPolicy.Rate(20, in: .seconds(61)))
        case .mail: DeliveryPolicy(atOnce: 1)
        case .webhook, .sms, .webPush: DeliveryPolicy()
        case .open311, .template: DeliveryPolicy(lifetime: .hours(72), atOnce: 1)
        }
    }

    /// The secrets that it needs.
    public var secrets: [SecretName] {
        switch self {
        case .webhook(let webhook): webhook.secrets + [webhook.token].compactMap(\.self)
        case .wecom(let robot), .dingtalk(let robot):
            [robot.key] + [robot.signingSecret].compactMap(\.self)
        case .mail(let mail): [mail.password].compactMap(\.self)
        case .sms(let gateway), .template(let gateway): gateway.secrets
        case .open311(let server): [server.key]
        case .webPush(let push): [push.key]
        }
    }
}

/// A webhook.
public struct WebhookSettings: Hashable, Sendable {
    /// The http or https address.
    public let address: String
    /// The signing secrets, the newest first; each signs, so that one can be replaced by another.
    public let secrets: [SecretName]
    /// The token by which the other side knows us, for one that asks for more than a signature, such
    /// as the data items of another system like ours.
    public let token: SecretName?

    /// A webhook at `address`.
    public init(address: String, secrets: [SecretName], token: SecretName? = nil) {
        self.address = address
        self.secrets = secrets
        self.token = token
    }
}

/// A robot in a group.
public struct RobotSettings: Hashable, Sendable {
    /// The address without the key.
    public let address: String
    /// The key (WeCom) or access token (DingTalk) that goes into the address.
    public let key: SecretName
    /// The secret that signs the address (DingTalk).
    public let signingSecret: SecretName?

    /// A robot whose key is the secret of that name.
    public init(address: String, key: SecretName, signingSecret: SecretName? = nil) {
        self.address = address
        self.key = key
        self.signingSecret = signingSecret
    }
}

/// A mail server that takes messages.
public struct MailSettings: Hashable, Sendable {
    /// How the connection is kept from being read.
    public enum Security: String, CaseIterable, Sendable {
        /// Not at all; for a server on this machine only.
        case none
        /// Plain at first, then TLS before anything else; refused where the server cannot.
        case starttls
        /// TLS from the start.
        case tls
    }

    /// The host.
    public let host: String
    /// The port.
    public let port: Int
    /// How the connection is secured.
    public let security: Security
    /// The user to log in as; nil for none.
    public let user: String?
    /// The password.
    public let password: SecretName?
    /// The sender's address.
    public let sender: String

    /// A server that takes mail from `sender`.
    public init(
        host: String, port: Int, security: Security, user: String? = nil,
        password: SecretName? = nil, sender: String,
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.sender = sender
    }
}

/// A gateway for short messages.
///
/// In the texts `{{phone}}`, `{{text}}`, `{{title}}`, `{{id}}`, `{{key}}`, `{{status}}` and
/// `{{secret:NAME}}` stand for what goes there.
public struct GatewaySettings: Hashable, Sendable {
    /// How values are written into the body.
    public enum Encoding: String, CaseIterable, Sendable {
        /// As the inside of a JSON string.
        case json
        /// As a form field.
        case form
    }

    /// What in the answer says that the gateway took the message.
    public struct Success: Hashable, Sendable {
        /// The member of the JSON answer, with slashes between the names.
        public let member: String
        /// The value that it must have.
        public let value: String

        /// A member that must have a value.
        public init(member: String, value: String) {
            self.member = member
            self.value = value
        }
    }

    /// The address.
    public let address: String
    /// Fields of the request's header.
    public let headers: [String: String]
    /// The body.
    public let body: String
    /// How values are written into the body.
    public let encoding: Encoding
    /// What says that the message was taken; nil where a status of 2xx does.
    public let success: Success?
    /// The secrets that the texts name.
    public let secrets: [SecretName]

    /// A gateway.
    public init(
        address: String, headers: [String: String] = [:], body: String, encoding: Encoding = .json,
        success: Success? = nil, secrets: [SecretName] = [],
    ) {
        self.address = address
        self.headers = headers
        self.body = body
        self.encoding = encoding
        self.success = success
        self.secrets = secrets
    }
}

/// An Open311 server that takes updates of its requests.
public struct Open311Settings: Hashable, Sendable {
    /// The address of its GeoReport v2 interface.
    public let address: String
    /// The API key.
    public let key: SecretName
    /// The jurisdiction, if the server has several.
    public let jurisdiction: String?

    /// A server at `address`.
    public init(address: String, key: SecretName, jurisdiction: String? = nil) {
        self.address = address
        self.key = key
        self.jurisdiction = jurisdiction
    }
}

/// Push messages to browsers.
public struct PushSettings: Hashable, Sendable {
    /// The private key by which push services know the sender (RFC 8292), in base64url.
    public let key: SecretName
    /// Where the push services can reach whoever answers for this system: `mailto:` or `https:`.
    public let contact: String

    /// Push messages signed with that key.
    public init(key: SecretName, contact: String) {
        self.key = key
        self.contact = contact
    }
}
