import FeedCore
import Foundation
import Governance
import TextFormats

/// A CloudEvent as HTTP carries it in binary mode: attributes in fields, data in the body.
///
/// CloudEvents, HTTP Protocol Binding 1.0.2, §3.1.
public struct CloudEventMessage: Sendable {
    private let attributes: [(name: String, value: String)]
    private let mediaType: String?
    private let body: [UInt8]

    /// The message with those fields; nil if it is none in binary mode.
    public init?(fields: [(name: String, value: String)], body: [UInt8]) {
        attributes = fields.compactMap { field in
            let name = field.name.lowercased()
            guard name.hasPrefix("ce-") else { return nil }
            return (String(name.dropFirst(3)), field.value.removingPercentEncoding ?? field.value)
        }
        guard attributes.contains(where: { $0.name == "specversion" }) else { return nil }
        mediaType = fields.first { $0.name.lowercased() == "content-type" }?.value
        self.body = body
    }

    /// The event in the JSON format.
    public var json: [UInt8] {
        var event = JSONObject()
        for attribute in attributes { event[attribute.name] = .string(attribute.value) }
        event["datacontenttype"] = mediaType.map(JSON.string)
        let isJSON =
            mediaType.map { $0.hasPrefix("application/json") || $0.contains("+json") } ?? true
        if body.isEmpty {
            return JSON.object(event).encoded()
        } else if isJSON, let data = try? JSON.parse(body, limits: FeedLimits().json) {
            event["data"] = data
        } else if mediaType?.hasPrefix("text/") == true,
            let text = String(validating: body, as: UTF8.self)
        {
            event["data"] = .string(text)
        } else {
            event["data_base64"] = .string(Data(body).base64EncodedString())
        }
        return JSON.object(event).encoded()
    }
}
