import Foundation
import Governance

/// The public calendar data beside the repository, which not every machine has.
enum HolidayData {
    static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent()
        .appending(path: "../../../../shared/data/calendar-cn").standardizedFileURL

    static let isPresent = FileManager.default.fileExists(
        atPath: folder.appending(path: "china_holidays_2004_2024.csv").path)

    static func calendar() throws -> WorkingCalendar {
        let table = folder.appending(path: "china_holidays_2004_2024.csv")
        return try WorkingCalendar.table(
            [UInt8](Data(contentsOf: table)), hours: .usual, timeZone: .utc)
    }

    static func lines(of name: String) throws -> [String] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }
}
