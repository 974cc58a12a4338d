import FeedCore
import RulesEngine
import Testing

@testable import CountyFiles

/// Which rules read which data items, as the catalogue and the rules say it.
struct FeedsReadersTests {
    private func faults(
        _ readBy: String, condition: String = "true", mapping: String = "fact: int(record.level)",
    ) -> String {
        var files = MinimalFolder().files
        files["feeds.yaml"] = Self.river(readBy, mapping: mapping)
        let routing = files["routing.yaml"] ?? ""
        let rule = routing.firstRange(of: "when: ").map { routing[$0.upperBound...] }
        let old = rule.map { String($0.prefix { $0 != "\n" }) } ?? ""
        files["routing.yaml"] = routing.replacing(
            "when: \(old)", with: "when: \(condition)", maxReplacements: 1)
        do throws(CountyFileErrors) {
            _ = try CountyFolder.load(files: files.mapValues { Array($0.utf8) })
            return ""
        } catch {
            return error.description
        }
    }

    /// A catalogue of one item, a river's level.
    private static func river(
        _ readBy: String, mapping: String = "fact: int(record.level)",
    ) -> String {
        MinimalFolder.river(
            items:
                "  - {id: river-level, source: river, meaning: {zh: 水位, en: Level}, path: /a\(readBy)}",
            mapping: ", \(mapping)")
    }

    /// The first rule of the smallest county, and the table that it stands in.
    private static let firstRule = ("roles", "elder-support")
    private static let reads = "has(feeds.river_level) && feeds.river_level.value > 80"

    @Test func `a rule that reads an item is listed, and only such a one`() {
        let (table, rule) = Self.firstRule
        let listed = ", readBy: {rules: {\(table): [\(rule)]}}"
        #expect(faults(listed, condition: Self.reads) == "")
        let missing = faults("", condition: Self.reads)
        #expect(
            missing.contains(
                "the rule '\(table): \(rule)' reads the data item 'river-level', whose 'readBy' "
                    + "does not list it"), "\(missing)")
        let idle = faults(listed)
        #expect(idle.contains("does not read feeds.river_level"), "\(idle)")
    }

    @Test func `a table in CSV has columns for the items that rules may read`() throws {
        let (table, _) = Self.firstRule
        let folder = MinimalFolder().with(
            "feeds.yaml", Self.river(", readBy: {rules: {\(table): [elder-support]}}"))
        #expect(table == "roles")
        let csv = """
            id,feeds.river_level.value,then,because.zh,because.en
            elder-support,>= 30,police,水位高,High water
            """
        let loaded = try folder.withRoles(inCSV: csv).load()
        let rule = loaded.rules.source.table(answering: .roles)?.rules.first
        #expect(rule?.condition.text == "feeds.river_level.value >= 30")
        let faulty = folder.withRoles(inCSV: csv.replacing("river_level", with: "river_levl"))
            .rendered()
        #expect(faulty.contains("did you mean 'feeds.river_level.value'?"), "\(faulty)")
    }

    @Test func `a rule about the reports that an item opens may be listed`() {
        let (table, rule) = Self.firstRule
        let listed = ", readBy: {rules: {\(table): [\(rule)]}}"
        let text = faults(listed, mapping: "opens: record.level > 80")
        #expect(text == "", "\(text)")
    }
}
