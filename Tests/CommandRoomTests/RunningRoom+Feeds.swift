import CurlHTTP
import Engine
import EventBus
import FeedCore
import FeedDispatch
import Feeds
import Foundation
import Governance
import HTTPTypes

/// The one data item of the test's county: gauges that send CloudEvents by themselves.
extension RunningRoom {
    static let feed = DataItem.ID(trusted: "gauges")

    /// The token of the gauges.
    static let token = "s3cret"

    /// What holds the token.
    static let secrets = SecretStore { $0 == "RUNNING_ROOM_TOKEN" ? token : nil }

    static func catalogue() throws -> FeedCatalogue {
        let text = LocalizedText(chinese: "水位", english: "Gauges")
        let source = SourcePlatform.ID(trusted: "river")
        let mapping = try ItemMapping()
        func item(_ id: DataItem.ID, token: SecretName?) -> DataItem {
            DataItem(
                id: id, meaning: text, owner: text, source: source, path: "/",
                document: FeedDocument(format: .cloudevents), pushToken: token,
                interval: .hours(24), freshness: .hours(1), sensitivity: .public,
                readers: DataItem.Readers(), expressions: [:], mapping: mapping)
        }
        return FeedCatalogue(
            sources: [SourcePlatform(id: source, title: text, address: "http://127.0.0.1:1")],
            items: [
                item(feed, token: SecretName("RUNNING_ROOM_TOKEN")),
                item(DataItem.ID(trusted: "silent"), token: nil),
            ])
    }

    /// Sends something as the gauges do.
    func push(
        _ path: String, _ body: [UInt8], method: HTTPTypes.HTTPRequest.Method = .post,
        token: String? = RunningRoom.token, key: String? = nil,
        fields: [String: String] = ["content-type": "application/json"],
    ) async throws -> Answer {
        var headers: HTTPFields = [:]
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        headers[.authorization] = token.map { "Bearer \($0)" }
        if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        return try await send(method, path, body, headers: headers)
    }
}
