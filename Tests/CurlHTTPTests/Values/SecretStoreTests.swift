import CurlHTTP
import Foundation
import Testing

struct SecretStoreTests {
    private func store(
        _ text: String, mode: Int = 0o600,
        _ environment: @escaping SecretStore.Environment = { _ in nil },
    ) throws -> SecretStore {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "secrets-\(UUID().uuidString)"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let isMade = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
        #expect(isMade)
        return try SecretStore(file: path, environment: environment)
    }

    private func fault(_ text: String, mode: Int = 0o600) -> String {
        do {
            _ = try store(text, mode: mode)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func `a file has a name and a value on each line`() throws {
        let store = try store("# ours\nA_1=s3=cret \r\n\nB=b")
        #expect(store.secret("A_1") == Secret("s3=cret "))
        #expect(store.secret("B") == Secret("b"))
        #expect(store.secret("SURELY_NOWHERE") == nil)
    }

    @Test func `the environment has what the file has not`() throws {
        // Tests run side by side, so that the real environment must not be changed.
        let name = "SECRET_STORE_TESTS"
        let there: SecretStore.Environment = { $0 == name ? "there" : nil }
        #expect(SecretStore(environment: there).secret(name) == Secret("there"))
        #expect(try store("A=a", there).secret(name) == Secret("there"))
        #expect(try store("SECRET_STORE_TESTS=own", there).secret(name) == Secret("own"))
        #expect(SecretStore().secret("PATH") != nil && SecretStore().secret(name) == nil)
    }

    @Test(arguments: [0o640, 0o604, 0o620])
    func `a file that others may use is refused`(mode: Int) {
        #expect(fault("A=HIDDEN", mode: mode).hasSuffix("chmod 600 it"))
    }

    @Test(arguments: [
        ("A=a\nHIDDEN", ":2: this is not NAME=value"), ("hidden=HIDDEN", ":1: this is not"),
        ("A=\n", ":1: this is not"), ("1A=HIDDEN", ":1: this is not"),
        ("A=HIDDEN\nA=HIDDEN2", ":2: A is there twice"),
    ])
    func `a fault is told with its line and without the secret`(text: String, part: String) {
        let fault = fault(text)
        #expect(fault.contains(part), "\(fault)")
        #expect(!fault.contains("HIDDEN"))
    }

    @Test func `a file that is too long is refused, and one that is not there`() {
        let long = "A=" + String(repeating: "x", count: SecretStore.maximumBytes)
        #expect(fault(long).hasSuffix("longer than 1048576 bytes"))
        #expect(throws: SecretStore.Failure.self) { try SecretStore(file: "/nowhere/at/all") }
    }

    @Test func `nothing shows in a dump`() throws {
        var dumped = ""
        dump(try store("HIDDEN=HIDDEN"), to: &dumped)
        #expect(!dumped.contains("HIDDEN"))
    }
}
