import CurlHTTP
import Deliveries
import Governance
import TextFormats

/// Sends a short message through a gateway's HTTP interface, as the county's template writes it.
struct GatewaySender: ChannelSender {
    /// The longest text: three concatenated short messages in UCS-2.
    private static let longestText = 200

    let settings: GatewaySettings
    let secrets: [String: Secret]
    let exchange: HTTPExchange

    func send(_ message: NotificationMessage, to contact: Contact?) async -> DeliveryOutcome {
        guard let phone = contact?.phone else {
            return .obsolete("no telephone number is known")
        }
        let values = Self.values(of: message, phone: phone)
        var fields = settings.headers.sorted { $0.key < $1.key }.map { name, template in
            HTTPHeaders.Field(
                name: name, value: Template.filled(template, values, secrets) { $0 })
        }
        if !settings.headers.keys.contains(where: { $0.lowercased() == "content-type" }) {
            fields.append(.init(name: "Content-Type", value: settings.encoding.mediaType))
        }
        let body = Template.filled(
            settings.body, values, secrets, encoding: settings.encoding.write)
        let address = Template.filled(settings.address, values, secrets) { $0.percentEncoded }
        return await exchange.post(
            Array(body.utf8), to: address, HTTPHeaders(fields), judge: judge)
    }

    func preview(_ message: NotificationMessage, to contact: Contact?) -> String {
        let values = Self.values(of: message, phone: contact?.phone ?? "")
        return "POST \(settings.address)\n\n"
            + Template.filled(settings.body, values, [:], encoding: settings.encoding.write)
    }

    private static func values(
        of message: NotificationMessage, phone: String,
    ) -> [String: String] {
        let repeated = message.mayBeRepeated ? "（可能重复）" : ""
        let text = "【\(message.title.chinese)】\(message.body.chinese)\(repeated)"
        return [
            "phone": phone, "id": message.id, "title": message.title.chinese,
            "text": String(text.prefix(longestText)),
        ]
    }

    private func judge(_ response: HTTPResponse) -> DeliveryOutcome {
        guard let success = settings.success else { return .delivered("status \(response.status)") }
        var value = try? JSON.parse(response.body)
        for name in success.member.split(separator: "/") { value = value?[String(name)] }
        let found: String? =
            switch value {
            case .string(let text)?: text
            case .bool(let flag)?: "\(flag)"
            default: value?.integerValue.map(String.init)
            }
        guard let found else {
            return .failed(.init("an answer without \(success.member)", isInDoubt: true))
        }
        guard found == success.value else {
            // A gateway's own code is short; anything longer may hold what was sent.
            return .refused("\(success.member) is \(found.utf8.count <= 16 ? found : "another")")
        }
        return .delivered("\(success.member) is \(success.value)")
    }
}

extension GatewaySettings.Encoding {
    var mediaType: String {
        switch self {
        case .json: "application/json; charset=utf-8"
        case .form: "application/x-www-form-urlencoded"
        }
    }

    /// Writes a value so that it stays one.
    func write(_ value: String) -> String {
        switch self {
        case .json: String(JSON.string(value).text().dropFirst().dropLast())
        case .form: value.percentEncoded
        }
    }
}
