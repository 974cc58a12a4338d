import CurlHTTP
import Foundation

/// A file of secrets that only its owner may read, for one test.
struct SecretFile {
    let store: SecretStore
    private let path: String

    init(_ secrets: [String: String]) throws {
        path =
            FileManager.default.temporaryDirectory
            .appending(path: "secrets-\(UUID().uuidString)").path
        let lines = secrets.map { "\($0.key)=\($0.value)\n" }.joined()
        let isMade = FileManager.default.createFile(
            atPath: path, contents: Data(lines.utf8), attributes: [.posixPermissions: 0o600])
        precondition(isMade, "\(path) cannot be made")
        store = try SecretStore(file: path)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
