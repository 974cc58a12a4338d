import CurlHTTP
import HTTPTesting
import Testing

/// What a secure connection accepts and what it refuses.
@Suite(
    .serialized,
    .enabled(if: TLSFiles.shared != nil, "skipped: this needs openssl and python3"),
    .timeLimit(.minutes(10)))
struct TLSTests {
    private func result(
        _ name: String, asksForCertificate: Bool = false,
        change: (inout HTTPRequest, TLSFiles) -> Void = { _, _ in },
    ) async throws -> Result<[UInt8], HTTPFailure> {
        let files = try #require(TLSFiles.shared)
        let server = try await TLSServer(
            files, certificate: name, asksForCertificate: asksForCertificate)
        defer { server.stop() }
        var request = server.request(files)
        change(&request, files)
        do {
            return .success(try await send(request).body)
        } catch let failure as HTTPFailure {
            return .failure(failure)
        }
    }

    private func code(_ result: Result<[UInt8], HTTPFailure>) -> HTTPFailure.Code? {
        guard case .failure(let failure) = result else { return nil }
        return failure.code
    }

    @Test func `a certificate of the private authority is accepted`() async throws {
        #expect(try await result("good") == .success(Array("secure".utf8)))
    }

    @Test func `a certificate for another name is refused`() async throws {
        #expect(code(try await result("other")) == .tlsNameMismatch)
    }

    @Test func `a certificate that has expired is refused`() async throws {
        #expect(code(try await result("expired")) == .tlsExpired)
    }

    @Test func `a certificate of an authority that is not trusted is refused`() async throws {
        let result = try await result("good") { request, _ in request.tls.trust = .system }
        #expect(code(result) == .tlsUntrusted)
    }

    @Test func `a private authority is trusted alone`() async throws {
        let result = try await result("good") { request, files in
            request.tls.trust = .file(files.certificate("client"))
        }
        #expect(code(result) == .tlsUntrusted)
    }

    @Test func `a client certificate is shown`() async throws {
        let result = try await result("good", asksForCertificate: true) { request, files in
            request.tls.certificate = TLSOptions.Certificate(
                certificateFile: files.certificate("client"), keyFile: files.key("locked"),
                passphrase: Secret("HIDDEN"))
        }
        #expect(result == .success(Array("secure".utf8)))
    }

    @Test func `a server that wants a certificate gets none without one`() async throws {
        let code = code(try await result("good", asksForCertificate: true))
        #expect(code == .tlsHandshake || code == .connectionLost)
    }

    @Test(arguments: ["WRONG-SECRET", nil] as [String?])
    func `a key that cannot be unlocked is named and its passphrase is not`(
        passphrase: String?
    ) async throws {
        let result = try await result("good", asksForCertificate: true) { request, files in
            request.tls.certificate = TLSOptions.Certificate(
                certificateFile: files.certificate("client"), keyFile: files.key("locked"),
                passphrase: passphrase.map { Secret($0) })
        }
        #expect(code(result) == .tlsFiles)
        if case .failure(let failure) = result {
            #expect(!failure.message.contains("WRONG-SECRET"))
        }
    }

    @Test func `a file of authorities that is not there is named`() async throws {
        let result = try await result("good") { request, _ in
            request.tls.trust = .file("/nowhere/authority.pem")
        }
        #expect(code(result) == .tlsFiles)
    }

    @Test func `a server that speaks no TLS fails the handshake`() async throws {
        let server = FaultServer { connection in
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.waitForClose()
        }
        defer { server.stop() }
        var request = server.request()
        request.url = "https://127.0.0.1:\(server.port)/"
        #expect(try await failureCode(request) == .tlsHandshake)
    }

    @Test func `a handshake that hangs ends with the time to connect`() async throws {
        let server = FaultServer { $0.waitForClose() }
        defer { server.stop() }
        var request = server.request(limits: HTTPLimits(connect: .milliseconds(300)))
        request.url = "https://127.0.0.1:\(server.port)/"
        #expect(try await failureCode(request) == .timeoutConnect)
    }
}
