import Foundation

/// Counts the flushes that the disk under a folder has completed, as Linux tells in `/sys`.
///
/// It is the evidence that an append was made durable and not only handed to the page cache.
struct FlushCounter: Sendable {
    private let statisticsPath: String

    /// The counter of the disk that `path` is on, or nil where the system has none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let device = UInt64(status.st_dev)
        let major = (device >> 8) & 0xFFF
        let minor = (device & 0xFF) | ((device >> 12) & 0xFFF00)
        statisticsPath = "/sys/dev/block/\(major):\(minor)/stat"
        guard count != nil else { return nil }
    }

    /// The flushes since the system started.
    var count: Int? {
        guard let text = try? String(contentsOfFile: statisticsPath, encoding: .utf8) else {
            return nil
        }
        // Documentation/admin-guide/iostats.rst of Linux: field 16 counts completed flushes.
        let fields = text.split(whereSeparator: \.isWhitespace)
        return fields.count >= 16 ? Int(fields[15]) : nil
    }
}
