import CountyFiles
import Foundation
import RulesEngine
import Testing

/// The cases that stand beside the rules of every county that ships with the product.
struct CountyCasesTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Rules")

    private static let counties =
        (try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil))?
        .filter { FileManager.default.fileExists(atPath: $0.appending(path: "county.yaml").path) }
        .map(\.lastPathComponent).sorted() ?? []

    @Test func `there are counties`() {
        #expect(Self.counties.contains("kaihua"))
    }

    @Test(arguments: counties)
    func `every case of the county is decided as it expects`(county: String) throws {
        let loaded = try CountyFolder.load(Self.folder.appending(path: county).path)
        #expect(!loaded.cases.isEmpty)
        for routingCase in loaded.cases {
            let mismatches = loaded.rules.mismatches(of: routingCase)
            #expect(mismatches == [], "\(routingCase.position): case '\(routingCase.id)'")
        }
    }
}
