import CurlHTTP
import CurlMail
import Deliveries
import Governance

/// Sends a mail; its `Message-ID` is the delivery's, by which a repetition can be told.
struct MailSender: ChannelSender {
    let settings: MailSettings
    let password: Secret?
    let addresses: AddressPolicy
    let now: @Sendable () -> Instant
    var trust = TLSOptions.Trust.system
    private let client = MailClient()

    init(
        settings: MailSettings, password: Secret?, addresses: AddressPolicy,
        now: @escaping @Sendable () -> Instant,
    ) {
        self.settings = settings
        self.password = password
        self.addresses = addresses
        self.now = now
    }

    func send(_ message: NotificationMessage, to contact: Contact?) async -> DeliveryOutcome {
        guard let recipient = contact?.mail else { return .obsolete("no mail address is known") }
        let mail = Mail(
            sender: settings.sender, recipient: recipient,
            text: text(of: message, to: recipient).bytes)
        do throws(MailFailure) {
            try await client.send(mail, through: server)
            return .delivered("taken by \(settings.host)")
        } catch {
            switch error.code {
            case .invalid, .addressRefused, .refused: return .refused(error.description)
            default: return .failed(.init(error.description, isInDoubt: error.isInDoubt))
            }
        }
    }

    func preview(_ message: NotificationMessage, to contact: Contact?) -> String {
        let text = text(of: message, to: contact?.mail ?? "nobody@invalid")
        return "SMTP \(settings.host):\(settings.port)\n\n"
            + String(decoding: text.bytes, as: UTF8.self) + "\n" + message.text
    }

    private func text(of message: NotificationMessage, to recipient: String) -> MailText {
        MailText(
            sender: settings.sender, recipient: recipient,
            subject: "【\(message.title.chinese)】\(message.title.english)",
            body: message.text, id: message.id, date: now())
    }

    private var server: MailServer {
        let security: MailServer.Security =
            switch settings.security {
            case .none: .none
            case .starttls: .startTLS
            case .tls: .tls
            }
        return MailServer(
            host: settings.host, port: settings.port, security: security, user: settings.user,
            password: password, addresses: addresses, trust: trust, wholeLimit: .seconds(30))
    }
}
