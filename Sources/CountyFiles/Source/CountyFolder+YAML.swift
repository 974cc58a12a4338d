extension CountyFolder {
    /// Reads a text as the files of a folder are read and forgets it, for measurements.
    ///
    /// - Throws: What is wrong with the text.
    package static func checkYAML(_ bytes: [UInt8]) throws {
        guard let file = SourceFile(name: "measured.yaml", bytes: bytes) else {
            throw BoundedFile.Failure.notUTF8
        }
        _ = try YAMLDocument.read(file)
    }
}
