import CurlHTTP
import FeedCore
import Governance
import TextFormats

/// The tokens that authorisation servers gave, each kept while it is good.
///
/// However many requests wait for a platform's token, it is asked for once.
actor AccessTokens {
    private struct Held {
        let token: Secret
        let renewal: Instant
    }

    private typealias Result = Swift.Result<Held, SourceFault>

    /// How long a token is used whose server says no time.
    static let unstatedLife = Duration.seconds(60)
    /// How long before its end a token is replaced, at most.
    static let margin = Duration.seconds(30)

    private let http: HTTPClient
    private var held: [SourcePlatform.ID: Held] = [:]
    private var asking: [SourcePlatform.ID: Task<Result, Never>] = [:]

    init(_ http: HTTPClient) {
        self.http = http
    }

    /// The token for a platform, asked for with `request` if there is none that is good.
    func token(
        for platform: SourcePlatform, asking request: HTTPRequest, at now: Instant,
    ) async throws(SourceFault) -> Secret {
        if let held = held[platform.id], now < held.renewal { return held.token }
        let id = platform.id
        // A task of its own, since whoever came first may be cancelled while others wait.
        let task = asking[id] ?? Task { [http] in await Self.ask(http, request, id, at: now) }
        asking[id] = task
        let result = await task.value
        asking[id] = nil
        let new = try result.get()
        held[id] = new
        return new.token
    }

    /// Forgets a platform's token.
    func forget(_ id: SourcePlatform.ID) {
        held[id] = nil
    }

    private static func ask(
        _ http: HTTPClient, _ request: HTTPRequest, _ id: SourcePlatform.ID, at now: Instant,
    ) async -> Result {
        let prefix = "no token for the source '\(id)': "
        func fault(_ reason: String) -> Result {
            .failure(SourceFault(description: prefix + reason))
        }
        do throws(HTTPFailure) {
            let response = try await http.send(request)
            let answer = try? JSON.parse(response.body)
            guard response.status == 200 else {
                let code = answer?["error"]?.stringValue.flatMap { errorCode($0) }
                return fault(
                    "the authorisation server answered with status \(response.status)"
                        + (code.map { " and the error '\($0)'" } ?? ""))
            }
            guard let token = answer?["access_token"]?.stringValue, !token.isEmpty else {
                return fault("the authorisation server's answer has no access_token")
            }
            guard answer?["token_type"]?.stringValue?.lowercased() ?? "bearer" == "bearer" else {
                return fault("the authorisation server's token is not of the type Bearer")
            }
            let seconds = answer?["expires_in"]?.numberValue ?? unstatedLife.inSeconds
            let life = Duration.seconds(max(1, min(seconds, 86_400)))
            return .success(
                Held(token: Secret(token), renewal: now + life - min(margin, life * 0.1)))
        } catch {
            return fault(error.description)
        }
    }

    /// An error's code, if it is one that the answer to a request for a token may have.
    private static func errorCode(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy {
            (97...122).contains($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
        return isPlain && (1...64).contains(text.utf8.count) ? text : nil
    }
}
