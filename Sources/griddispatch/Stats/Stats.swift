import ArgumentParser
import CountyFiles
import DispatchCore
import Engine
import EventBus
import Foundation
import Governance
import TextFormats

/// `griddispatch stats`.
struct Stats: AsyncParsableCommand {
    /// What is asked for.
    enum Table: String, CaseIterable, ExpressibleByArgument {
        case times, gbt, signs
    }

    static let configuration = CommandConfiguration(
        abstract: "Figures of a log: response times, monthly tables, signs. 统计。",
        discussion: """
            The same figures as GET /api/v1/stats. A server may have the log open. Only what was \
            recorded by --as-of counts, by default by the log's last record.
            """)

    @Argument(help: "The database file.")
    var log: String

    @Option(help: "The county's folder, for names and the time zone.")
    var county = "Rules/kaihua"

    @Option(help: "times: response times; gbt: the table after GB/T 30428; signs: questions.")
    var table = Table.times

    @Option(
        help: "all, category, township, grid, hour, source, severity, rules or role.")
    var by: String?

    @Option(help: "From when on: a day, such as 2026-11-01, or a time with a zone.")
    var from: String?

    @Option(help: "Until when, itself excluded: a day or a time with a zone.")
    var to: String?

    @Option(help: "Only what was recorded up to then: a time with a zone.")
    var asOf: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print the table of gbt as CSV.")
    var csv = false

    @Flag(help: "Print in Chinese. 以中文显示。")
    var chinese = false

    func validate() throws {
        guard !csv || table == .gbt else {
            throw ValidationError("--csv goes with --table gbt.")
        }
        guard by == nil || StatisticsQuery.Grouping(rawValue: by ?? "") != nil else {
            throw ValidationError("--by: there is no grouping '\(by ?? "")'.")
        }
    }

    func run() async throws {
        let county = try loadCounty(county).county
        let figures = Figures(of: try LogFileReader(path: log), in: county)
        let request = try request(county)
        let language = chinese ? Language.chinese : .english
        switch table {
        case .times:
            let statistics = try await figures.statistics(request)
            try show(
                { statistics.write(to: &$0, county: county) },
                statistics.text(language, county: county))
        case .gbt:
            let table = try await figures.caseTable(request)
            guard !csv else {
                return try write(table.csv(language, county: county))
            }
            try show(
                { table.write(to: &$0, county: county) }, table.text(language, county: county))
        case .signs:
            let signs = try await figures.signs(request)
            try show(
                { signs.write(to: &$0, county: county) }, signs.text(language, county: county))
        }
    }

    private func request(_ county: County) throws -> Figures.Request {
        var request = Figures.Request()
        request.grouping =
            by.flatMap { StatisticsQuery.Grouping(rawValue: $0) }
            ?? (table == .gbt ? .township : .category)
        request.from = try from.map { try moment($0, "--from", county.timeZone) }
        request.to = try to.map { try moment($0, "--to", county.timeZone) }
        request.asOf = try asOf.map { try moment($0, "--as-of", county.timeZone) }
        return request
    }

    private func moment(
        _ text: String, _ option: String, _ zone: CountyTimeZone,
    ) throws -> Instant {
        if let instant = Instant(text) { return instant }
        guard let day = CivilDate(text) else {
            throw ValidationError(
                "\(option): '\(text)' is neither a day such as 2026-11-01 nor a time with a zone.")
        }
        let midnight = Instant(secondsSinceEpoch: Int64(day.daysSinceEpoch) * 86_400)
        return midnight - .seconds(zone.offsetSeconds(at: midnight))
    }

    private func show(
        _ writeJSON: (inout JSONWriter) -> Void, _ text: @autoclosure () -> String,
    ) throws {
        guard json else { return try write(Array(text().utf8)) }
        var writer = JSONWriter()
        writeJSON(&writer)
        try write(writer.bytes + [UInt8(ascii: "\n")])
    }

    private func write(_ bytes: [UInt8]) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    }
}
