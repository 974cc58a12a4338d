import CurlHTTP
import Deliveries
import Governance

/// Tells the Open311 server that a report came from how its incident goes on.
///
/// GeoReport v2 itself has no way to say so; this is the request update that mySociety's servers
/// take: a form with the request's identifier, the status, and an identifier of the update by
/// which a repetition is known.
struct Open311Sender: ChannelSender {
    let settings: Open311Settings
    let key: Secret
    let exchange: HTTPExchange

    func send(_ message: NotificationMessage, to contact: Contact?) async -> DeliveryOutcome {
        guard let fields = fields(of: message) else {
            return .obsolete("the incident came from no source")
        }
        let secret = "&api_key=" + key.value.percentEncoded
        return await exchange.post(
            Array((Self.form(fields) + secret).utf8),
            to: settings.address + "/servicerequestupdates.json",
            ["Content-Type": "application/x-www-form-urlencoded"])
    }

    func preview(_ message: NotificationMessage, to contact: Contact?) -> String {
        "POST \(settings.address)/servicerequestupdates.json\n\n"
            + Self.form(fields(of: message) ?? [])
    }

    private func fields(of message: NotificationMessage) -> [(String, String)]? {
        guard case .source(_, let key) = message.recipient else { return nil }
        return [
            ("service_request_id", key), ("update_id", message.id),
            ("updated_datetime", message.occurredAt.description),
            ("status", message.status.uppercased()),
            ("description", message.body.chinese.prefix(bytes: 4_000)),
        ] + [settings.jurisdiction.map { ("jurisdiction_id", $0) }].compactMap(\.self)
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
    }
}
