public import TextFormats

/// What is wrong in a table of holidays, for the person who can put it right.
public struct HolidayTableFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, for programs; codes are never renamed.
    public let code: String
    /// What is wrong and what to do.
    public let message: LocalizedText
    /// Where.
    public let position: TextPosition

    /// The fault on one line: `line:column: message [code]`.
    public var description: String { "\(position): \(message.english) [\(code)]" }
}

/// Everything that is wrong in a table of holidays, up to ``maximumFaults``.
public struct HolidayTableFaults: Error, Hashable, Sendable {
    /// How many faults are told.
    public static let maximumFaults = 20

    /// The faults, in the order of the lines; at least one.
    public let faults: [HolidayTableFault]
}

extension WorkingCalendar {
    /// The most days that a table may state.
    public static let maximumTableDays = 36_525

    /// The calendar of a CSV table with the columns `date` and `kind`, perhaps among others.
    ///
    /// A date is written `2024-10-01`; a kind is `holiday`, or `workday` for a make-up day. The
    /// calendar covers the years from the first date to the last.
    ///
    /// - Throws: ``HolidayTableFaults`` with the line of each.
    public static func table(
        _ bytes: [UInt8], hours: OfficeHours, timeZone: CountyTimeZone,
    ) throws(HolidayTableFaults) -> WorkingCalendar {
        var table = HolidayTable()
        do throws(CSVError) {
            let records = try CSVParser.records(in: bytes)
            try table.take(records)
        } catch {
            table.add(
                error.code.rawValue, error.message, error.chineseMessage, at: error.position)
        }
        if table.faults.isEmpty, table.years == nil {
            table.add(
                "calendar.empty", "The table states no day; its columns are date and kind.",
                "表格中没有日期；应有 date 和 kind 两列。", at: TextPosition())
        }
        guard table.faults.isEmpty, let years = table.years else {
            throw HolidayTableFaults(faults: table.faults)
        }
        return WorkingCalendar(
            hours: hours, years: years, holidays: table.days.filter { !$0.value }.keys,
            makeUpDays: table.days.filter(\.value).keys, timeZone: timeZone)
    }
}

/// The days that were read so far.
private struct HolidayTable {
    var days: [CivilDate: Bool] = [:]
    var faults: [HolidayTableFault] = []

    var years: ClosedRange<Int>? {
        guard let first = days.keys.min(), let last = days.keys.max() else { return nil }
        return first.year...last.year
    }

    mutating func take(_ records: [CSVRecord]) throws(CSVError) {
        guard let first = records.first else { return }
        let header = try CSVHeader(first)
        let (dateColumn, kindColumn) = (
            try header.index(of: "date"), try header.index(of: "kind")
        )
        for record in records.dropFirst() {
            try header.check(record)
            take(record, dateColumn, kindColumn)
        }
    }

    private mutating func take(_ record: CSVRecord, _ dateColumn: Int, _ kindColumn: Int) {
        let place = record.position(of: dateColumn)
        guard let date = CivilDate(record[dateColumn]) else {
            add(
                "calendar.date", "'\(record[dateColumn])' is not a date such as 2024-10-01.",
                "“\(record[dateColumn])”不是日期，例如 2024-10-01。", at: place)
            return
        }
        guard let isWorked = ["holiday": false, "workday": true][record[kindColumn]] else {
            add(
                "calendar.kind", "'\(record[kindColumn])' is neither holiday nor workday.",
                "“\(record[kindColumn])”既不是 holiday 也不是 workday。",
                at: record.position(of: kindColumn))
            return
        }
        guard days.count < WorkingCalendar.maximumTableDays else {
            add(
                "calendar.too_many",
                "The table has more than \(WorkingCalendar.maximumTableDays) days.",
                "表格超过 \(WorkingCalendar.maximumTableDays) 天。", at: place)
            return
        }
        guard days.updateValue(isWorked, forKey: date) == nil else {
            add("calendar.twice", "\(date) stands twice.", "\(date) 出现了两次。", at: place)
            return
        }
    }

    mutating func add(
        _ code: String, _ english: String, _ chinese: String, at position: TextPosition,
    ) {
        guard faults.count < HolidayTableFaults.maximumFaults else { return }
        faults.append(
            HolidayTableFault(
                code: code, message: LocalizedText(chinese: chinese, english: english),
                position: position))
    }
}
