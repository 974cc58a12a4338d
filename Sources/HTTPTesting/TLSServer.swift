import Foundation
import Glibc

/// Certificates made for one run of the tests, by an authority of their own.
package struct TLSFiles: Sendable {
    let folder: String

    /// Nil when the system has no `openssl` or no `python3` to serve with.
    package static let shared: TLSFiles? = {
        let folder = NSTemporaryDirectory() + "tls-\(UUID().uuidString)"
        let files = TLSFiles(folder: folder)
        guard files.makeAll() else { return nil }
        atexit { TLSFiles.shared?.remove() }
        return files
    }()

    /// The file of the authority that signed them.
    package var authority: String { folder + "/authority.pem" }
    /// The file of the certificate of that name.
    package func certificate(_ name: String) -> String { "\(folder)/\(name).pem" }
    /// The file of the key of that name.
    package func key(_ name: String) -> String { "\(folder)/\(name).key" }

    private func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func makeAll() -> Bool {
        let script = """
            mkdir -p '\(folder)' && cd '\(folder)' && command -v python3 >/dev/null || exit 1
            make_key() { openssl ecparam -name prime256v1 -genkey -noout -out $1.key; }
            make_key authority && openssl req -x509 -new -key authority.key -days 2 \
              -subj '/CN=Test Authority' -out authority.pem || exit 1
            sign() {
              make_key $1 && openssl req -new -key $1.key -subj "/CN=$1" -out $1.csr &&
              printf "subjectAltName=$2" > $1.ext &&
              openssl x509 -req -in $1.csr -CA authority.pem -CAkey authority.key \
                -CAcreateserial $3 -extfile $1.ext -out $1.pem
            }
            sign good IP:127.0.0.1 '-days 2' && sign other DNS:other.example '-days 2' &&
            sign expired IP:127.0.0.1 '-days -1' && sign client DNS:client.example '-days 2' &&
            openssl ec -in client.key -aes128 -passout pass:HIDDEN -out locked.key
            """
        return (try? run("/bin/sh", ["-c", script])) == 0
    }

    private func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// An HTTPS server in a process of its own, which answers everything with `secure`.
package final class TLSServer {
    /// The port that the system gave.
    package let port: Int
    private let process = Process()
    /// Ends with this process, even if it crashes, and takes the server along.
    private let input = Pipe()

    private static let program = """
        import http.server, os, ssl, sys, threading
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Length", "6")
                self.end_headers()
                self.wfile.write(b"secure")
            def log_message(self, *args): pass
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        if len(sys.argv) > 3:
            context.load_verify_locations(sys.argv[3])
            context.verify_mode = ssl.CERT_REQUIRED
        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *args): pass
        server = Server(("127.0.0.1", 0), Handler)
        server.socket = context.wrap_socket(server.socket, server_side=True,
                                            do_handshake_on_connect=False)
        print(server.server_port, flush=True)
        server.serve_forever()
        """

    /// Starts it with the certificate of that name.
    package init(
        _ files: TLSFiles, certificate: String, asksForCertificate: Bool = false,
    ) async throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "python3", "-c", TLSServer.program, files.certificate(certificate),
                files.key(certificate),
            ] + (asksForCertificate ? [files.authority] : [])
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        port = await TLSServer.number(from: output.fileHandleForReading)
    }

    /// Waits for a line on a thread of its own; Swift's pool has few and must not be blocked.
    private static func number(from output: FileHandle) async -> Int {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let line = String(decoding: output.availableData, as: UTF8.self)
                let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
                continuation.resume(returning: Int(text) ?? 0)
            }
        }
    }

    /// Kills it: a child of a thread that blocks signals, as those of Swift's pool do, blocks them
    /// too, and would not hear a polite request.
    package func stop() { kill(process.processIdentifier, SIGKILL) }
}
