import ArgumentParser
import CountyFiles
import Governance
import TextFormats

/// Reads a county's folder, or says what is wrong with it, perhaps as one JSON object on standard
/// output, and ends with exit code 1.
func loadCounty(
    _ path: String, asJSON: Bool = false, in language: Language = .english,
) throws -> LoadedCounty {
    do {
        return try CountyFolder.load(path)
    } catch {
        tell(error.faults, asJSON: asJSON, in: language)
        throw ExitCode.failure
    }
}

/// Tells faults of files to whoever wrote them.
func tell(_ faults: [CountyFileFault], asJSON: Bool, in language: Language = .english) {
    guard asJSON else {
        return printToStandardError(
            faults.map { $0.rendered(in: language) }.joined(separator: "\n"))
    }
    var writer = JSONWriter()
    writer.object { $0.field("faults", faults) }
    print(String(decoding: writer.bytes, as: UTF8.self))
}
