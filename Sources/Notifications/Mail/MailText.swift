import Foundation
import Governance

/// Writes a mail as RFC 5322 and MIME want it: everything in it is ASCII, whatever it says.
struct MailText {
    let sender: String
    let recipient: String
    let subject: String
    let body: String
    let id: String
    let date: Instant

    /// The header and the body.
    var bytes: [UInt8] {
        let domain = sender.split(separator: "@").last ?? "localhost"
        // The date as HTTP writes it is one that mail knows too, but for the name of the zone.
        let lines =
            [
                "From: <\(sender)>", "To: <\(recipient)>",
                "Subject: " + Self.encodedWords(subject).joined(separator: "\r\n "),
                "Date: " + date.mailDate.dropLast(3) + "+0000",
                "Message-ID: <\(id)@\(domain)>", "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: base64", "",
            ] + Self.base64Lines(body)
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// The text as encoded words of RFC 2047, each of at most 75 characters and whole characters.
    static func encodedWords(_ text: String) -> [String] {
        var words: [String] = []
        var part = ""
        // 75 less `=?UTF-8?B?` and `?=` leaves 63, or 45 bytes in base64.
        for character in text.map({ $0.isNewline ? " " : $0 }) {
            if part.utf8.count + character.utf8.count > 45, !part.isEmpty {
                words.append(part)
                part = ""
            }
            part.append(character)
        }
        if !part.isEmpty || words.isEmpty { words.append(part) }
        return words.map { "=?UTF-8?B?" + Data($0.utf8).base64EncodedString() + "?=" }
    }

    private static func base64Lines(_ text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        let bytes = Array(lines.joined(separator: "\r\n").utf8)
        return stride(from: 0, to: bytes.count, by: 57).map { start in
            Data(bytes[start..<min(start + 57, bytes.count)]).base64EncodedString()
        }
    }
}
