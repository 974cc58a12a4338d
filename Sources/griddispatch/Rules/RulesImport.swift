import ArgumentParser
import CountyFiles
import TextFormats

extension Rules {
    /// `griddispatch rules import`.
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a table from elsewhere as it is, by a mapping. 按映射导入外来表格。",
            discussion: """
                The table is a CSV file as spreadsheet programs save it: UTF-8, UTF-16 or GB 18030. \
                A cell that is not understood is refused by name and line, and told; its row routes \
                all the same. Ends with 0 if the table was read and with 1 if it could not be.
                """)

        @Argument(help: "The table, a CSV file.")
        var table: String

        @Option(help: "The mapping that says what its columns and words mean.")
        var mapping: String

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() throws {
            let imported: ImportedTable
            do {
                imported = try ImportedTable.load(table, by: TableMapping.load(mapping))
            } catch {
                tell(error.faults, asJSON: json)
                throw ExitCode.failure
            }
            if json {
                var writer = JSONWriter()
                writer.value(imported)
                print(String(decoding: writer.bytes, as: UTF8.self))
            } else {
                print(Self.text(imported))
            }
            for refusal in imported.refusals {
                printToStandardError(
                    "\(table):\(refusal.line): \(refusal.category), \(refusal.column): "
                        + "'\(refusal.text)' is refused: \(refusal.why)")
            }
        }

        private static func text(_ imported: ImportedTable) -> String {
            let roles = imported.roles
            let lines = roles.map { "\($0.category): \($0.units.joined(separator: ", "))" }
            let summary =
                "\(imported.rules.count) rules, \(roles.count) sub-categories, "
                + "\(imported.limits.count) limits, \(imported.refusals.count) refused"
            return (lines + [summary]).joined(separator: "\n")
        }
    }
}
