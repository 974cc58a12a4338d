import Foundation

/// A server of files that nobody here wrote, in a process of its own on loopback.
package final class FileServer {
    /// Which server it is.
    package enum Kind: String, Sendable {
        /// Debian's nginx, over plain HTTP and over TLS with HTTP/2.
        case nginx
        /// Python's `http.server`, which speaks HTTP/1.0.
        case python
    }

    /// Whether this machine has nginx, and the Python that starts it.
    package static let hasNginx = TLSFiles.shared != nil && nginx != nil
    /// Whether this machine has Python.
    package static let hasPython = program("python3", in: ["/usr/bin", "/usr/local/bin"]) != nil
    private static let nginx = program("nginx", in: ["/usr/sbin", "/usr/bin", "/usr/local/sbin"])

    /// The folder of the files that are served.
    package let folder: String
    /// The address of the folder over plain HTTP.
    package private(set) var origin = ""
    /// The address of the folder over TLS, for nginx alone.
    package private(set) var secureOrigin = ""

    private let process = Process()
    /// Ends with this process, even if it crashes, and takes the server along.
    private let input = Pipe()

    // The system chooses free ports; sockets that do not listen keep them for nginx.
    private static let launcher = """
        import functools, http.server, os, socket, subprocess, sys, threading, time
        kind, root, nginx, certificate, key = sys.argv[1:6]
        if kind == "python":
            class Handler(http.server.SimpleHTTPRequestHandler):
                def log_message(self, *arguments): pass
            server = http.server.ThreadingHTTPServer(
                ("127.0.0.1", 0), functools.partial(Handler, directory=root))
            print(server.server_port, 0, flush=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            end = lambda: None
        else:
            kept = [socket.socket() for _ in range(2)]
            for each in kept:
                each.bind(("127.0.0.1", 0))
                # Only now: who asks for any free port while sharing may get one that is shared.
                each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            plain, secure = [each.getsockname()[1] for each in kept]
            home = os.path.join(root, ".nginx")
            os.mkdir(home)
            temporary = "".join(
                f"{name}_temp_path {home}/{name};"
                for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
            with open(f"{home}/nginx.conf", "w") as file:
                file.write(f'''
        daemon off; master_process off; pid {home}/pid; error_log {home}/error.log;
        events {{ worker_connections 512; }}
        http {{
            {temporary}
            access_log off; etag on; gzip on; gzip_min_length 1; gzip_types application/json;
            types {{ application/json json; text/csv csv; text/xml cap; }}
            server {{
                listen 127.0.0.1:{plain} reuseport;
                listen 127.0.0.1:{secure} ssl http2 reuseport;
                ssl_certificate {certificate}; ssl_certificate_key {key};
                root {root};
                location /many/ {{ try_files /many.json =404; }}
            }}
        }}''')
            server = subprocess.Popen(
                [nginx, "-p", home, "-c", f"{home}/nginx.conf", "-e", f"{home}/error.log"],
                stdin=subprocess.DEVNULL)
            while server.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", secure), 1).close()
                    break
                except OSError:
                    time.sleep(0.01)
            print(plain, secure, flush=True)
            end = server.kill
        sys.stdin.read()
        end()
        os._exit(0)
        """

    /// Starts it for a new, empty folder.
    package init(_ kind: Kind) async throws {
        folder = NSTemporaryDirectory() + "files-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", Self.launcher, kind.rawValue, folder, Self.nginx ?? "",
            TLSFiles.shared?.certificate("good") ?? "", TLSFiles.shared?.key("good") ?? "",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let ports = await Self.line(from: output.fileHandleForReading).split(separator: " ")
        origin = "http://127.0.0.1:\(ports.first ?? "0")"
        secureOrigin = "https://127.0.0.1:\(ports.last ?? "0")"
    }

    /// Puts a file in place of what was there, as a whole, with the moment of its last change.
    package func put(_ name: String, _ bytes: [UInt8], secondsSinceEpoch: Int) throws {
        let draft = "\(folder)/.draft"
        try Data(bytes).write(to: URL(filePath: draft))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: Double(secondsSinceEpoch))],
            ofItemAtPath: draft)
        guard rename(draft, "\(folder)/\(name)") == 0 else { throw POSIXError(.EIO) }
    }

    /// Ends it; its folder goes with it.
    package func stop() async {
        try? input.fileHandleForWriting.close()
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [process] in
                process.waitUntilExit()
                continuation.resume()
            }
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Waits for a line on a thread of its own; Swift's pool has few and must not be blocked.
    private static func line(from output: FileHandle) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let line = String(decoding: output.availableData, as: UTF8.self)
                continuation.resume(
                    returning: line.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
    }

    private static func program(_ name: String, in folders: [String]) -> String? {
        let search = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return (search.map(String.init) + folders).map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
