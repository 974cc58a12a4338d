import Simulator
import TextFormats

extension SimulationResult {
    /// The figures, one row a replication and one column a measure; empty where nothing was measured.
    public var csv: [UInt8] {
        var writer = CSVWriter(lineEnding: .lineFeed)
        writer.record(["replication"] + figures.map(\.measure.id))
        for replication in replications.indices {
            writer.record(
                ["\(replication)"]
                    + figures.map { figure in
                        guard let value = figure.values[replication] else { return "" }
                        return JSON.rounded(value).text()
                    })
        }
        return writer.bytes
    }
}
