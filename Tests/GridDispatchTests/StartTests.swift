import Foundation
import GRDB
import Testing
import TextFormats

/// What keeps the server from starting is said clearly, and nothing is changed.
@Suite(.timeLimit(.minutes(10)))
struct StartTests {
    private let folder: TemporaryFolder
    private var database: String { folder.file("log.db") }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: ["0.0.0.0", "::", "192.168.1.7", "example.org", ""])
    func `an address that others can reach is refused`(host: String) async throws {
        let result = try await serve("--host", host)
        #expect(result.exitCode != 0)
        #expect(result.errors.contains("'\(host)' is not a loopback address."))
        #expect(try contents() == [:])
    }

    @Test func `a folder that is no county is refused`() async throws {
        let result = try await Program.run([
            "serve", "--county", folder.file("nowhere"), "--database", database, "--port", "0",
        ])
        #expect(result.exitCode == 1)
        #expect(
            result.errors == """
                \(folder.file("nowhere")): error[county.no_folder]: there is no such folder; \
                look at its name and at where you are

                """)
        #expect(try contents() == [:])
    }

    @Test func `a folder that was broken since keeps nobody from being helped`() async throws {
        let county = folder.file("county")
        try FileManager.default.copyItem(atPath: Program.kaihua, toPath: county)
        let first = try await Server.start(database, in: folder.path, county: county)
        #expect(await first.stop() == 0)
        let routing = URL(filePath: county + "/routing.yaml")
        let text = try String(contentsOf: routing, encoding: .utf8)
        try Data((text + "\nx: [\n").utf8).write(to: routing)
        let second = try await Server.start(database, in: folder.path, county: county)
        #expect(await second.report(1)?.status == 201)
        #expect(await second.stop() == 0)
        let errors = try second.child.errors()
        #expect(errors.contains("routing.yaml:") && errors.contains("goes on"), "\(errors)")
    }

    @Test func `where the version in force cannot be read either, the one before it goes on`()
        async throws
    {
        let county = folder.file("county")
        try FileManager.default.copyItem(atPath: Program.kaihua, toPath: county)
        let archive = URL(filePath: database + ".versions")
        func archived() throws -> Set<String> {
            Set(try FileManager.default.contentsOfDirectory(atPath: archive.path))
        }
        #expect(try await Server.start(database, in: folder.path, county: county).stop() == 0)
        let before = try archived()
        let routing = URL(filePath: county + "/routing.yaml")
        let text = try String(contentsOf: routing, encoding: .utf8)
        try Data((text + "\n# 改过\n").utf8).write(to: routing)
        #expect(try await Server.start(database, in: folder.path, county: county).stop() == 0)
        let last = try #require(try archived().subtracting(before).first)
        try Data("x: [\n".utf8).write(to: archive.appending(path: "\(last)/routing.yaml"))
        try Data("x: [\n".utf8).write(to: routing)
        let third = try await Server.start(database, in: folder.path, county: county)
        let report = await third.report(1)
        #expect(report?.status == 201)
        #expect(report?.json["decision"]?["version"]?.stringValue == before.first)
        #expect(await third.stop() == 0)
        let errors = try third.child.errors()
        let told = "Version \(before.first?.prefix(12) ?? "")"
        #expect(errors.contains(told) && errors.contains("goes on"), "\(errors)")
    }

    @Test func `a port that is taken is refused`() async throws {
        let server = try await Server.start(database, in: folder.path)
        let result = try await serve(
            "--database", folder.file("other.db"), "--port", "\(server.port)")
        #expect(result.exitCode == 1 && result.output == "")
        let sentence = "server.port_in_use: Port \(server.port) is in use."
        #expect(result.errors.hasPrefix("Error: " + sentence), "\(result.errors)")
        #expect(result.errors.contains("端口 \(server.port) 已被占用"))
        #expect(result.errors.split(separator: "\n").count == 2, "\(result.errors)")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(left.filter { $0.hasPrefix("other.db") } == [])
        #expect(await server.get("/healthz")?.status == 200)
        #expect(await server.stop() == 0)
    }

    @Test func `a database that another server has open is refused, and that one goes on`()
        async throws
    {
        let server = try await Server.start(database, in: folder.path)
        let result = try await serve()
        #expect(result.exitCode != 0)
        #expect(result.errors.contains("log.locked"), "\(result.errors)")
        #expect(await server.report(1)?.status == 201)
        #expect(await server.stop() == 0)
    }

    @Test func `a truncated database is refused and left as it is`() async throws {
        try await fill()
        let bytes = try Data(contentsOf: URL(filePath: database))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: database))
        try await expectRefusal("log.corrupt")
    }

    @Test func `a file that is no database is refused and left as it is`() async throws {
        try await fill()
        try Data("不是数据库".utf8).write(to: URL(filePath: database))
        try await expectRefusal("log.corrupt")
    }

    @Test func `a database of a newer version is refused and left as it is`() async throws {
        try await fill()
        let queue = try DatabaseQueue(path: database)
        try await queue.write { database in
            try database.execute(
                sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99-of-the-future')")
        }
        try queue.close()
        try await expectRefusal("log.newer_version")
    }

    @Test func `a database without its key is refused, and no new key is made`() async throws {
        try await fill()
        try FileManager.default.removeItem(atPath: database + ".key")
        try await expectRefusal("log.key_missing")
    }

    @Test func `a database with another key is refused`() async throws {
        try await fill()
        let key = String(repeating: "5a", count: 32)
        try await expectRefusal("log.key_wrong", environment: ["GRIDDISPATCH_KEY": key])
        try await expectRefusal("log.key_wrong", environment: ["GRIDDISPATCH_KEY": "short"])
    }

    @Test func `a key file that is not there is refused`() async throws {
        let result = try await serve("--key-file", folder.file("nothing.key"))
        #expect(result.exitCode != 0)
        #expect(result.errors.contains("log.key_missing"), "\(result.errors)")
        #expect(try contents() == [:])
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "skipped: needs root for a disk of its own"))
    func `a folder that cannot be written is refused and left as it is`() async throws {
        let disk = try SmallDisk(megabytes: 8)
        let path = disk.file("log.db")
        #expect(try await Server.start(path, in: folder.path).stop() == 0)
        let before = try contents(of: disk.path)
        try await disk.makeReadOnly()
        let result = try await serve("--database", path)
        #expect(result.exitCode != 0)
        #expect(result.errors.contains("log.read_only"), "\(result.errors)")
        #expect(try contents(of: disk.path) == before)
    }

    /// Makes a database with a report in it, whole in its one file.
    private func fill() async throws {
        let server = try await Server.start(database, in: folder.path)
        #expect(await server.report(1)?.status == 201)
        let exitCode = await server.stop()
        let errors = try server.child.errors()
        #expect(exitCode == 0, "\(errors)")
        let queue = try DatabaseQueue(path: database)
        try await queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try queue.close()
    }

    private func serve(
        _ more: String..., environment: [String: String] = [:],
    ) async throws -> Program.Result {
        try await Program.run(
            ["serve", "--county", Program.kaihua, "--database", database, "--port", "0"] + more,
            environment: environment)
    }

    private func expectRefusal(
        _ code: String, environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation,
    ) async throws {
        let before = try contents()
        let result = try await serve(environment: environment)
        #expect(result.exitCode == 1, sourceLocation: sourceLocation)
        #expect(result.errors.contains(code), "\(result.errors)", sourceLocation: sourceLocation)
        #expect(result.output == "", sourceLocation: sourceLocation)
        #expect(try contents() == before, sourceLocation: sourceLocation)
    }

    /// What the files say that belong to the server; of a database its rows, since opening it may
    /// move bytes between its files.
    private func contents(of path: String? = nil) throws -> [String: String] {
        let path = path ?? folder.path
        var contents: [String: String] = [:]
        let passing = ["-wal", "-shm", ".out", ".err", ".versions"]
        for name in try FileManager.default.contentsOfDirectory(atPath: path)
        where !passing.contains(where: name.hasSuffix) {
            let bytes = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
            contents[name] = (try? Self.rows("\(path)/\(name)")) ?? bytes.base64EncodedString()
        }
        return contents
    }

    /// All rows of all tables of a database.
    private static func rows(_ path: String) throws -> String {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        return try queue.read { database in
            try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            ).map { table in
                let rows = try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"")
                return "\(table): \(rows.map(\.description).sorted())"
            }.joined(separator: "\n")
        }
    }
}
