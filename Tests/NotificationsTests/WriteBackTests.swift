import CurlHTTP
import Deliveries
import Governance
import HTTPTesting
import Testing
import TextFormats

@testable import Notifications

/// What the system that an incident came from is told, in each way that it may understand.
@Suite(.timeLimit(.minutes(10)))
struct WriteBackTests {
    private static let message = NotificationMessage(
        id: Trial.message.id, recipient: .source(feed: "hotline", key: "SR 17"),
        title: Trial.message.title, body: Trial.message.body, occurredAt: Trial.now,
        status: "closed", event: Array(#"{"a":1}"#.utf8))

    @Test func `an Open311 server is sent an update of its request`() async throws {
        let trial = try await Trial.run(
            secrets: ["API": "k&y"], message: Self.message,
            settings: { origin in
                .open311(
                    Open311Settings(
                        address: origin + "/open311", key: SecretName("API"),
                        jurisdiction: "kaihua"))
            }, answer: Trial.answering("200 OK", "[]"))
        #expect(trial.outcome == .delivered("status 200"))
        let request = try #require(trial.requests.first)
        #expect(request.path == "/open311/servicerequestupdates.json")
        let form = String(decoding: request.body, as: UTF8.self).split(separator: "&").map(
            String.init)
        #expect(form.contains("service_request_id=SR%2017"))
        #expect(form.contains("update_id=\(Self.message.id)"))
        #expect(form.contains("status=CLOSED"))
        #expect(form.contains("api_key=k%26y"))
    }

    @Test func `a template is filled with the item's key and status`() async throws {
        let trial = try await Trial.run(
            message: Self.message,
            settings: { origin in
                .template(
                    GatewaySettings(
                        address: origin + "/items/{{key}}",
                        body: #"{"status":"{{status}}","note":"{{text}}","id":"{{id}}"}"#))
            }, answer: Trial.answering("204 No Content"))
        #expect(trial.outcome == .delivered("status 204"))
        let request = try #require(trial.requests.first)
        #expect(request.path == "/items/SR%2017")
        #expect(try JSON.parse(request.body)["status"] == "closed")
    }

    @Test func `who is given the identifier is sent the same again, others what may be a repeat`()
        async throws
    {
        func body(_ template: String, mayBeRepeated: Bool) async throws -> String? {
            let message = NotificationMessage(
                id: Self.message.id, recipient: Self.message.recipient,
                title: Self.message.title, body: Self.message.body, occurredAt: Trial.now,
                mayBeRepeated: mayBeRepeated)
            let trial = try await Trial.run(
                message: message,
                settings: { .template(GatewaySettings(address: $0 + "/items", body: template)) },
                answer: Trial.answering("204 No Content"))
            return trial.requests.first.map { String(decoding: $0.body, as: UTF8.self) }
        }
        let known = #"{"id":"{{id}}","note":"{{text}}"}"#
        #expect(
            try await body(known, mayBeRepeated: true)
                == (try await body(known, mayBeRepeated: false)))
        let unknown = #"{"note":"{{text}}"}"#
        #expect(try await body(unknown, mayBeRepeated: true)?.contains("可能重复") == true)
    }

    @Test func `a message to people is none for a source`() async throws {
        let trial = try await Trial.run(
            secrets: ["API": "x"],
            settings: { .open311(Open311Settings(address: $0, key: SecretName("API"))) },
            answer: Trial.answering())
        #expect(trial.outcome == .obsolete("the incident came from no source"))
    }
}
