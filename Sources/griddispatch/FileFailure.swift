import Foundation

/// What went wrong with a file, for the person who named it.
enum FileFailure {
    /// A line of a file that is wrong.
    struct Line: Error {
        /// The line, from 1.
        let number: Int
        let reason: String
    }

    /// The file, the line if one is wrong, and the reason; other errors say it of themselves.
    static func words(for error: any Error, in path: String) -> String {
        if let line = error as? Line { return "\(path):\(line.number): \(line.reason)" }
        return "\(path): \(reason(of: error))"
    }

    private static func reason(of error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        return switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile:
            "there is no such file or folder. 没有这个文件或文件夹。"
        case .fileReadNoPermission, .fileWriteNoPermission:
            "it may not be read or written. 没有读写权限。"
        case .fileWriteOutOfSpace: "there is no room on the disk. 磁盘空间不足。"
        default: error.localizedDescription
        }
    }
}
