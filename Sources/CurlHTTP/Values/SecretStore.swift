import Glibc

/// The secrets that configurations name: from a file that only its owner may read, else from the
/// environment.
///
/// A file has a `NAME=value` on each line; lines that are empty or begin with `#` are left out.
public struct SecretStore: Sendable {
    /// Why a file of secrets cannot be used; its text shows none of them.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, where, and what to do.
        public let description: String
    }

    /// The longest file, in bytes.
    public static let maximumBytes = 1 << 20

    /// Looks a variable of an environment up.
    public typealias Environment = @Sendable (String) -> String?

    private let kept: [String: Secret]
    private let environment: Environment

    /// The secrets of the environment alone.
    public init(environment: @escaping Environment = Self.environmentOfProcess) {
        kept = [:]
        self.environment = environment
    }

    /// The secrets of a file, and of the environment where the file has none of that name.
    ///
    /// - Throws: A ``Failure`` when the file cannot be read, when others than its owner may read
    ///   it, or when a line is none of a file of secrets.
    public init(
        file path: String, environment: @escaping Environment = Self.environmentOfProcess,
    ) throws(Failure) {
        kept = try Self.secrets(in: try Self.read(path), path)
        self.environment = environment
    }

    /// A variable of this process.
    public static let environmentOfProcess: Environment = { name in
        getenv(name).map { String(cString: $0) }
    }

    /// The secret of that name; nil if there is none, or an empty one.
    public func secret(_ name: String) -> Secret? {
        if let secret = kept[name] { return secret }
        guard let value = environment(name), !value.isEmpty else { return nil }
        return Secret(value)
    }

    /// Whether a text may be the name of a secret: up to 64 of A-Z, 0-9 and _, no digit first.
    public static func isName(_ text: some StringProtocol) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.first.map { !(48...57).contains($0) } ?? false
            && text.utf8.allSatisfy {
                (65...90).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
            }
    }

    private static func secrets(
        in text: String, _ path: String,
    ) throws(Failure) -> [String: Secret] {
        var secrets: [String: Secret] = [:]
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            guard !line.allSatisfy(\.isWhitespace), line.first != "#" else { continue }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, isName(parts[0]), !parts[1].isEmpty else {
                throw Failure(
                    description: "\(path):\(index + 1): this is not NAME=value with a name of A-Z, "
                        + "0-9 and _")
            }
            guard secrets.updateValue(Secret(String(parts[1])), forKey: String(parts[0])) == nil
            else {
                throw Failure(description: "\(path):\(index + 1): \(parts[0]) is there twice")
            }
        }
        return secrets
    }

    private static func read(_ path: String) throws(Failure) -> String {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw failure(path, "it is not a regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw failure(path, "others than its owner may read it; chmod 600 it")
        }
        guard status.st_size <= maximumBytes else {
            throw failure(path, "it is longer than \(maximumBytes) bytes")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= maximumBytes {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path, String(cString: strerror(errno))) }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw failure(path, "it is not text in UTF-8")
        }
        return text
    }

    private static func failure(_ path: String, _ reason: String) -> Failure {
        Failure(description: "cannot use the secrets in \(path): \(reason)")
    }
}

extension SecretStore: CustomReflectable {
    /// A mirror without children, so that `dump` shows no name and no secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
