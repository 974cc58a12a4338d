import CurlHTTP
import CurlMail
import HTTPTesting
import Synchronization
import Testing

/// Mail to a server on loopback that takes it, refuses it, answers slowly, wrongly, or not at all.
@Suite(.timeLimit(.minutes(10)))
struct MailClientTests {
    private static let text = "Subject: x\r\n\r\n.begins with a dot\r\nend\r\n"

    /// What the server was sent, and how the attempt ended.
    private func send(
        _ fault: MailFault? = nil, to recipient: String = "duty@example.com",
        user: String? = nil, security: MailServer.Security = .none,
        allowed: [String] = ["127.0.0.1"], limit: Duration = .seconds(2),
    ) async -> (lines: [String], failure: MailFailure?) {
        let heard = Mutex<[String]>([])
        let server = FaultServer { connection in
            let lines = connection.serveMail(fault)
            heard.withLock { $0 += lines }
        }
        defer { server.stop() }
        let mailServer = MailServer(
            host: "127.0.0.1", port: server.port, security: security, user: user,
            password: user.map { _ in Secret("HIDDEN") },
            addresses: AddressPolicy(allowedHosts: allowed), wholeLimit: limit)
        let mail = Mail(
            sender: "dispatch@example.com", recipient: recipient, text: Array(Self.text.utf8))
        do throws(MailFailure) {
            try await MailClient().send(mail, through: mailServer)
            // The server's thread notes what it heard when the client has gone.
            while heard.withLock({ $0.isEmpty }), !Task.isCancelled { await Task.yield() }
            return (heard.withLock { $0 }, nil)
        } catch {
            return (heard.withLock { $0 }, error)
        }
    }

    @Test func `a mail arrives whole, with its envelope and its dots`() async {
        let (lines, failure) = await send(user: "dispatch")
        #expect(failure == nil)
        #expect(lines.first == "EHLO example.com")
        #expect(lines.contains { $0.hasPrefix("AUTH PLAIN") })
        #expect(lines.contains("MAIL FROM:<dispatch@example.com>"))
        #expect(lines.contains("RCPT TO:<duty@example.com>"))
        #expect(lines.contains("..begins with a dot"))
        #expect(lines.contains("."))
    }

    @Test(arguments: MailFault.Stage.allCases.filter { $0 != .login })
    func `a server that never answers is given up within the limit`(
        _ stage: MailFault.Stage,
    ) async {
        let start = ContinuousClock.now
        let (_, failure) = await send(.hang(stage), limit: .seconds(1))
        #expect(failure?.code == .timeout)
        // Only where the whole mail was sent may it have been taken.
        #expect(failure?.isInDoubt == (stage == .end))
        #expect(ContinuousClock.now - start < .seconds(300))
    }

    @Test(arguments: MailFault.Stage.allCases.filter { $0 != .login })
    func `a connection that is lost is told, and whether the mail may have been taken`(
        _ stage: MailFault.Stage,
    ) async {
        let (_, failure) = await send(.reset(stage))
        #expect(failure != nil)
        #expect(failure?.isInDoubt == (stage == .end))
    }

    @Test func `what the server refuses for good is told apart from what it defers`() async {
        let refused = await send(.answer(.recipient, "550 nobody of that name")).failure
        #expect(refused?.code == .refused)
        #expect(refused?.reply == 550)
        #expect(refused?.isInDoubt == false)
        let deferred = await send(.answer(.recipient, "451 later")).failure
        #expect(deferred?.code == .deferred)
        let full = await send(.answer(.end, "452 no room")).failure
        #expect(full?.code == .deferred)
        #expect(full?.isInDoubt == false)
    }

    @Test func `a wrong password is told, and is nowhere in the telling`() async {
        let failure = await send(.answer(.login, "535 no"), user: "dispatch").failure
        #expect(failure?.code == .loginDenied)
        #expect(failure?.description.contains("HIDDEN") == false)
    }

    @Test func `a server without TLS is given nothing where TLS is wanted`() async {
        let (lines, failure) = await send(user: "dispatch", security: .startTLS)
        #expect(failure?.code == .tlsFailed)
        #expect(!lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
    }

    @Test func `a private address is refused unless it is allowed`() async {
        #expect(await send(allowed: []).failure?.code == .addressRefused)
    }

    @Test(arguments: [
        "a b@example.com", "x@example.com>\r\nRSET", "nobody", "a@b@c", "ä@example.com",
    ])
    func `an address that could carry a command is not sent`(address: String) async {
        #expect(await send(to: address).failure?.code == .invalid)
    }
}
