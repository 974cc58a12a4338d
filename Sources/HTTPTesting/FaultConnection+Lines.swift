extension FaultConnection {
    /// Talks as a mail server does, up to the end of one mail, as far as `fault` lets it.
    ///
    /// - Returns: What the client sent, line by line; the mail's lines are among them.
    @discardableResult
    package func serveMail(_ fault: MailFault? = nil) -> [String] {
        var lines: [String] = []
        func answer(_ stage: MailFault.Stage, _ text: String) -> Bool {
            switch fault {
            case .answer(stage, let other): send(other + "\r\n")
            case .hang(stage):
                waitForClose()
                return false
            case .reset(stage):
                reset()
                return false
            case .drip(stage):
                drip(text + "\r\n", everyMilliseconds: 200)
                return true
            default: send(text + "\r\n")
            }
            return true
        }
        guard answer(.greeting, "220 mail.example ready") else { return lines }
        var isData = false
        while let line = readLine() {
            lines.append(line)
            if isData {
                guard line == "." else { continue }
                isData = false
                guard answer(.end, "250 taken") else { return lines }
                continue
            }
            switch line.prefix(4).uppercased() {
            case "EHLO":
                guard answer(.hello, "250-mail.example\r\n250-AUTH PLAIN\r\n250 8BITMIME")
                else { return lines }
            case "AUTH":
                // The client waits to be asked before it says who it is.
                send("334 \r\n")
                guard let credentials = readLine() else { return lines }
                lines.append(credentials)
                guard answer(.login, "235 welcome") else { return lines }
            case "MAIL": guard answer(.sender, "250 ok") else { return lines }
            case "RCPT": guard answer(.recipient, "250 ok") else { return lines }
            case "DATA":
                isData = true
                guard answer(.data, "354 go on") else { return lines }
            case "QUIT":
                send("221 bye\r\n")
                close()
                return lines
            default: send("502 what\r\n")
            }
        }
        close()
        return lines
    }

    private func readLine() -> String? {
        var bytes: [UInt8] = []
        while let byte = readByte() {
            if byte == UInt8(ascii: "\n") {
                if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
                return String(decoding: bytes, as: UTF8.self)
            }
            bytes.append(byte)
        }
        return nil
    }
}

/// What a mail server does wrong, and when.
package enum MailFault: Equatable, Sendable {
    /// The points at which a mail server answers.
    package enum Stage: Equatable, Sendable, CaseIterable {
        case greeting, hello, login, sender, recipient, data, end
    }

    /// Answers so in place of the right answer.
    case answer(Stage, String)
    /// Never answers.
    case hang(Stage)
    /// Resets the connection in place of an answer.
    case reset(Stage)
    /// Answers a character at a time.
    case drip(Stage)
}
