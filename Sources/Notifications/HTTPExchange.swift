import CurlHTTP
import Deliveries

/// Sends a channel's requests, and says what their ends mean for a delivery.
struct HTTPExchange: Sendable {
    let http: HTTPClient
    let addresses: AddressPolicy
    let limits: HTTPLimits

    /// The limits of an attempt: an answer is short, and nobody waits long for one.
    static let ordinaryLimits = HTTPLimits(
        connect: .seconds(10), firstByte: .seconds(15), whole: .seconds(30), headerBytes: 32 << 10,
        wireBytes: 1 << 20, bodyBytes: 1 << 20)

    /// Sends a request; `judge` says what an answer with a status of 2xx means.
    func post(
        _ body: [UInt8], to address: String, _ headers: HTTPHeaders,
        authentication: HTTPAuthentication = .none,
        judge: (HTTPResponse) -> DeliveryOutcome = { .delivered("status \($0.status)") },
    ) async -> DeliveryOutcome {
        let request = HTTPRequest(
            method: .post, url: address, headers: headers, body: body, limits: limits,
            redirects: RedirectPolicy(maximum: 0), addresses: addresses,
            authentication: authentication)
        do throws(HTTPFailure) {
            let response = try await http.send(request)
            return Self.outcome(of: response) ?? judge(response)
        } catch {
            return Self.outcome(of: error)
        }
    }

    /// What a status that is not 2xx means; nil for 2xx.
    static func outcome(of response: HTTPResponse) -> DeliveryOutcome? {
        let words = "status \(response.status)"
        switch response.status {
        case 200...299: return nil
        case 408, 425, 429, 500...599:
            // A gateway that got no answer does not know what became of the message.
            let isInDoubt = [502, 504].contains(response.status)
            return .failed(
                .init(words, isInDoubt: isInDoubt, retryAfter: retryAfter(response)))
        default: return .refused(words)
        }
    }

    /// What an exchange without an answer means: whether the request may have arrived.
    static func outcome(of failure: HTTPFailure) -> DeliveryOutcome {
        let words = failure.code.rawValue
        switch failure.code {
        case .requestInvalid, .addressRefused: return .refused(words)
        case .timeoutFirstByte, .timeoutWhole, .tooSlow, .headerTooLarge, .bodyTooLarge,
            .bodyIncomplete, .connectionLost, .responseInvalid, .encodingInvalid:
            return .failed(.init(words, isInDoubt: true))
        default: return .failed(.init(words))
        }
    }

    /// The seconds of a `Retry-After`; a date is taken for a minute.
    private static func retryAfter(_ response: HTTPResponse) -> Duration? {
        guard let text = response.headers["Retry-After"] else { return nil }
        guard let seconds = Int(text) else { return .seconds(60) }
        return seconds >= 0 ? .seconds(min(seconds, 86_400)) : nil
    }
}
