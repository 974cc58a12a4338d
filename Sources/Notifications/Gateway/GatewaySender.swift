import CurlHTTP
import Deliveries
import Governance
import TextFormats

/// Sends what the county's template writes: a short message through a gateway, or to a source how
/// its item goes on.
struct GatewaySender: ChannelSender {
    /// The longest text: three concatenated short messages in UCS-2.
    private static let longestText = 200

    let settings: GatewaySettings
    let secrets: [String: Secret]
    let exchange: HTTPExchange

    func send(_ message: NotificationMessage, to contact: Contact?) async -> DeliveryOutcome {
        guard let values = values(of: message, to: contact) else {
            return .obsolete("no telephone number is known")
        }
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
        let values = values(of: message, to: contact) ?? [:]
        return "POST \(settings.address)\n\n"
            + Template.filled(settings.body, values, [:], encoding: settings.encoding.write)
    }

    private func values(
        of message: NotificationMessage, to contact: Contact?,
    ) -> [String: String]? {
        var address: [String: String] = [:]
        if case .source(_, let key) = message.recipient {
            address = ["key": key, "status": message.status]
        } else if let phone = contact?.phone {
            address = ["phone": phone]
        } else {
            return nil
        }
        // Whoever is given the identifier tells a repetition by it, and would not know one that reads
        // otherwise for the same.
        let isMarked = message.mayBeRepeated && !settings.givesIdentifier
        let repeated = isMarked ? "（可能重复）" : ""
        let text = "【\(message.title.chinese)】\(message.body.chinese)\(repeated)"
        return [
            "id": message.id, "title": message.title.chinese,
            "text": String(text.prefix(Self.longestText)),
        ].merging(address) { first, _ in first }
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

extension GatewaySettings {
    /// Whether the other side is told the identifier of the message.
    fileprivate var givesIdentifier: Bool {
        ([address, body] + headers.values).contains { $0.contains("{{id}}") }
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
