extension CountyFolder {
    /// Reads a text as the files of a folder are read and forgets it, for measurements.
    ///
    /// - Throws: What is wrong with the text.
    package static func checkYAML(_ bytes: [UInt8]) throws {
        _ = try YAMLDocument.read(SourceFile(name: "measured.yaml", utf8: bytes))
    }
}
