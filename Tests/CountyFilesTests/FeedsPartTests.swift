import CEL
import FeedCore
import Governance
import Testing

@testable import CountyFiles

struct FeedsPartTests {
    private static let file = """
        sources:
          - id: weather
            title: {zh: 气象, en: Weather}
            owner: {zh: 气象局, en: Weather bureau}
            url: https://weather.example.org/api
            hosts: [weather.example.org]
            token: WEATHER_TOKEN
            format: json
            every: 5min
            fresh: 15min
            sensitivity: public
            mapping:
              key: record.no
              opens: record.level == 'red'
        items:
          - id: storms
            source: weather
            meaning: {zh: 强对流, en: Storms}
            path: /storms
            fresh: 1h
            mapping: {category: "'dispute/elder-support'", fact: record.level}
            readBy: {pages: [feeds]}
        """

    private func load(_ feeds: String) throws(CountyFileErrors) -> LoadedCounty {
        var files = MinimalFolder().files
        files["feeds.yaml"] = feeds
        return try CountyFolder.load(files: files.mapValues { Array($0.utf8) })
    }

    private func faults(_ old: String, to new: String) -> String {
        do throws(CountyFileErrors) {
            _ = try load(Self.file.replacing(old, with: new))
            return ""
        } catch {
            return error.description
        }
    }

    @Test func `only what its source sends needs no path`() throws {
        let sent = try load(Self.file.replacing("path: /storms", with: "push: STORMS_TOKEN")).feeds
        #expect(sent.items.map(\.path) == [nil])
        #expect(sent.items.first.flatMap { sent.address(of: $0) } == nil)
        #expect(faults("    path: /storms\n", to: "").contains("the key 'path' is missing"))
    }

    @Test func `an item says for itself what its source says otherwise`() throws {
        let feeds = try load(Self.file).feeds
        let item = try #require(feeds.items.first)
        let access = SourceAccess(
            allowedHosts: ["weather.example.org"],
            authentication: .bearer(SecretName("WEATHER_TOKEN")))
        #expect(feeds.sources.map(\.access) == [access])
        #expect(feeds.address(of: item) == "https://weather.example.org/api/storms")
        #expect(item.owner.english == "Weather bureau")
        #expect(item.interval == .seconds(300))
        #expect(item.freshness == .seconds(3_600))
        #expect(item.sensitivity == .public)
        #expect(item.document.format == .json)
        #expect(item.expressions[.key]?.text == "record.no")
        #expect(item.expressions[.fact]?.text == "record.level")
        #expect(item.readers == DataItem.Readers(pages: ["feeds"]))
    }

    @Test func `a folder may lack the file`() throws {
        let files = MinimalFolder().files.mapValues { Array($0.utf8) }
        #expect(try CountyFolder.load(files: files).feeds.items.isEmpty)
    }

    @Test func `the catalogue is part of the version`() throws {
        let other = Self.file.replacing("fresh: 1h", with: "fresh: 2h")
        #expect(try load(Self.file).version != load(other).version)
    }

    @Test(arguments: [
        ("key: record.no", "key: recrod.no", "feeds.yaml:13:12: error[cel.check."),
        ("format: json", "format: jsno", "feeds.yaml:8:13: error[county.bad_value]"),
        ("source: weather", "source: wether", "feeds.yaml:17:13: error[county.unknown_reference]"),
        ("every: 5min", "every: often", "feeds.yaml:9:12: error[county.bad_value]"),
        ("url: https://", "url: ftp://", "feeds.yaml:5:10: error[county.bad_value]"),
        ("url: https://", "url: https://me:secret@", "feeds.yaml:5:10: error[county.bad_value]"),
        ("token: WEATHER_TOKEN", "token: s3cr3t", "feeds.yaml:7:12: error[county.bad_value]"),
        ("    sensitivity: public\\n", "", "feeds.yaml:15:5: error[county.missing_key]"),
        ("pages: [feeds]", "pages: [wall]", "feeds.yaml:22:22: error[county.bad_value]"),
        ("elder-support", "elder-suport", "feeds.yaml:21:26: error[county.unknown_reference]"),
        ("meaning: {zh: 强对流, ", "meaning: {", "error[county.missing_translation]"),
        (
            "readBy: {", "readBy: {rules: {roles: [nobody]}, ",
            "error[county.unknown_reference]: there is no rule 'roles: nobody'"
        ),
    ])
    func `what is wrong is told with its place`(old: String, new: String, fault: String) {
        let text = faults(old.replacing("\\n", with: "\n"), to: new)
        #expect(text.contains(fault), "\(text)")
    }
}
