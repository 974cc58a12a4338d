import Foundation
import HTTPTypes
import Testing
import TextFormats

/// The OpenAPI document that a room serves, and whether answers are as it says.
struct InterfaceDescription {
    /// One method of one path.
    struct Operation {
        let method: String
        let path: String
        /// The examples of its parameters, as they stand behind the question mark.
        let query: String
        /// The example of the `Actor` header, if it takes one.
        let actor: String?
        /// The examples of its body.
        let bodies: [JSON]
        let responses: JSON

        var name: String { "\(method) \(path)" }
    }

    private let document: JSON

    init(_ room: RunningRoom) async throws {
        let answer = try await room.send(.get, "/api/v1/openapi.json")
        try #require(answer.status == .ok)
        document = answer.json
        #expect(document["openapi"] == "3.1.0")
    }

    /// Everything that can be asked.
    var operations: [Operation] {
        (document["paths"]?.objectValue ?? JSONObject()).flatMap { path in
            (path.value.objectValue ?? JSONObject()).map { method in
                operation(method.key.uppercased(), path.key, method.value)
            }
        }
    }

    /// What of an answer is not as the operation says: the status, or a member.
    func faults(of answer: Answer, to operation: Operation) -> [String] {
        guard let described = operation.responses["\(answer.status.code)"] else {
            return ["status \(answer.status.code)"]
        }
        let type = answer.headers[.contentType]?.split(separator: ";").first.map(String.init) ?? ""
        let content = resolved(described)["content"]
        guard !answer.bytes.isEmpty || content != nil else { return [] }
        guard let schema = content?[type]?["schema"] else { return ["type \(type)"] }
        return faults(of: answer.json, to: schema, at: "")
    }

    /// Members that are not described, and such as should be there and are not.
    func faults(of json: JSON, to schema: JSON, at pointer: String) -> [String] {
        let schema = resolved(schema)
        if let elements = json.arrayValue, let items = schema["items"] {
            return elements.flatMap { faults(of: $0, to: items, at: "\(pointer)/*") }
        }
        let properties = self.properties(of: schema)
        guard let object = json.objectValue, !properties.isEmpty else { return [] }
        var found: [String] = []
        for member in object {
            let place = "\(pointer)/\(member.key)"
            if let property = properties[member.key] {
                found += faults(of: member.value, to: property, at: place)
            } else {
                found.append("\(place) is not described")
            }
        }
        for name in required(by: schema) where object[name] == nil {
            found.append("\(pointer)/\(name) is missing")
        }
        return found
    }

    private func operation(_ method: String, _ path: String, _ value: JSON) -> Operation {
        let parameters = (value["parameters"]?.arrayValue ?? []).map(resolved)
        let query = parameters.filter { $0["in"] == "query" }.compactMap { parameter -> String? in
            guard let example = parameter["example"], let name = parameter["name"]?.stringValue
            else { return nil }
            let text = example.stringValue ?? String(decoding: example.encoded(), as: UTF8.self)
            let escaped = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
            return "\(name)=\(escaped ?? "")"
        }
        let content = value["requestBody"]?["content"]?["application/json"]
        let examples = content?["examples"]?.objectValue?.compactMap { $0.value["value"] } ?? []
        return Operation(
            method: method, path: path, query: query.joined(separator: "&"),
            actor: parameters.first { $0["name"] == "Actor" }?["example"]?.stringValue,
            bodies: examples + [content?["example"]].compactMap { $0 },
            responses: value["responses"] ?? .null)
    }

    /// What `$ref` refers to, in place of it.
    private func resolved(_ json: JSON) -> JSON {
        guard let reference = json["$ref"]?.stringValue else { return json }
        let steps = reference.dropFirst(2).split(separator: "/")
        return steps.reduce(document) { $0[String($1)] ?? .null }
    }

    private func properties(of schema: JSON) -> [String: JSON] {
        var properties: [String: JSON] = [:]
        for member in schema["properties"]?.objectValue ?? JSONObject() {
            properties[member.key] = member.value
        }
        for part in schema["allOf"]?.arrayValue ?? [] {
            properties.merge(self.properties(of: resolved(part))) { $1 }
        }
        return properties
    }

    private func required(by schema: JSON) -> [String] {
        let own = schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let parts = schema["allOf"]?.arrayValue ?? []
        return own + parts.flatMap { required(by: resolved($0)) }
    }
}
