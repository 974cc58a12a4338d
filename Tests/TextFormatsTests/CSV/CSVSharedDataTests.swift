import Testing
import TextFormats

/// Max Ogden's csv-spectrum: each CSV file lies beside the objects that it means.
struct CSVSharedDataTests {
    private static let folder = "torture/csv"

    @Test(.enabled(if: SharedData.isPresent(folder), "the shared test data is not here"))
    func `the CSV spectrum is read as it is meant`() throws {
        let names = SharedData.files(in: Self.folder, suffix: ".csv")
        #expect(names.count >= 3)
        for name in names {
            let records = try CSVParser.records(
                in: SharedData.bytes(of: "\(Self.folder)/\(name)"))
            let header = try CSVHeader(try #require(records.first))
            let rows = try records.dropFirst().map { record in
                try header.check(record)
                var row = JSONObject()
                for (name, text) in zip(header.names, record) { row[name] = .string(text) }
                return JSON.object(row)
            }
            let expected = try SharedData.bytes(
                of: "\(Self.folder)/\(name.dropLast(4)).json")
            #expect(JSON.array(rows) == (try JSON.parse(expected)), "\(name)")
        }
    }
}
