import EventBus
import Foundation

extension CountyKey {
    /// The county key: from a file, else from the environment, else from the file beside the database.
    ///
    /// A new key is made only together with a new database; a database without its key is an error.
    static func load(
        keyFile: String?, besideDatabase database: String, announce: (String) -> Void,
    ) throws(EventLogError) -> CountyKey {
        if let keyFile { return try read(from: keyFile) }
        if let text = ProcessInfo.processInfo.environment["GRIDDISPATCH_KEY"] {
            guard let key = CountyKey(text: text) else {
                throw EventLogError(
                    .keyWrong,
                    "GRIDDISPATCH_KEY holds no key: 64 hex digits, or 32 bytes as Base64.")
            }
            return key
        }
        let path = database + ".key"
        if FileManager.default.fileExists(atPath: path)
            || FileManager.default.fileExists(atPath: database)
        {
            return try read(from: path)
        }
        let key = try create(at: path)
        announce("A new county key was made at \(path). Keep it safe and apart from backups.")
        return key
    }
}
