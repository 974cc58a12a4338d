import CurlHTTP
import Deliveries
import Foundation
import Governance
import HTTPTesting
import Synchronization
import Testing

@testable import Notifications

/// Notifications as mail: what the server is given, and what its answers mean.
@Suite(.timeLimit(.minutes(10)))
struct MailSenderTests {
    private func send(
        _ fault: MailFault? = nil, to contact: Contact? = Contact(mail: "duty@example.com"),
    ) async throws -> (outcome: DeliveryOutcome, lines: [String]) {
        let heard = Mutex<[String]>([])
        let server = FaultServer { connection in
            let lines = connection.serveMail(fault)
            heard.withLock { $0 += lines }
        }
        defer { server.stop() }
        let sender = MailSender(
            settings: MailSettings(
                host: "127.0.0.1", port: server.port, security: .none,
                sender: "dispatch@example.com"), password: nil,
            addresses: AddressPolicy(allowedHosts: ["127.0.0.1"]), now: { Trial.now })
        let outcome = await sender.send(Trial.message, to: contact)
        if fault == nil, contact != nil {
            while heard.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(1)) }
        }
        return (outcome, heard.withLock { $0 })
    }

    @Test func `subject and body arrive as they were written`() async throws {
        let (outcome, lines) = try await send()
        #expect(outcome == .delivered("taken by 127.0.0.1"))
        #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(lines.contains("Message-ID: <\(Trial.message.id)@example.com>"))
        #expect(lines.contains("Date: Tue, 14 Nov 2023 22:13:20 +0000"))
        let blank = try #require(lines.firstIndex(of: ""))
        let end = try #require(lines.lastIndex(of: "."))
        let body = try #require(Data(base64Encoded: lines[(blank + 1)..<end].joined()))
        #expect(
            String(decoding: body, as: UTF8.self)
                == Trial.message.text.split(separator: "\n").joined(separator: "\r\n"))
    }

    @Test(arguments: [
        (MailFault.answer(.recipient, "550 no"), DeliveryOutcome.refused("mail.refused (550)")),
        (.answer(.end, "451 later"), .failed(.init("mail.deferred (451)"))),
        (.reset(.end), .failed(.init("mail.connection_lost", isInDoubt: true))),
    ])
    func `the server's answer says whether it is tried again`(
        fault: MailFault, outcome: DeliveryOutcome,
    ) async throws {
        #expect(try await send(fault).outcome == outcome)
    }

    @Test func `nobody without an address is sent mail`() async throws {
        #expect(try await send(to: nil).outcome == .obsolete("no mail address is known"))
    }

    @Test func `a long subject is written as words of whole characters`() throws {
        let subject = String(repeating: "超时督办👮🏽‍♀️", count: 20)
        let words = MailText.encodedWords(subject)
        #expect(words.allSatisfy { $0.utf8.count <= 75 })
        let bytes = try words.map { word in
            try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
        }
        #expect(bytes.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
        #expect(String(decoding: Data(bytes.joined()), as: UTF8.self) == subject)
        #expect(MailText.encodedWords("a\r\nBcc: x").count == 1)
    }
}
