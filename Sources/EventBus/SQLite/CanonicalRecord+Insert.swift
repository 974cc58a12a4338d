extension CanonicalRecord {
    /// Where the identifier stands in the canonical form: behind the hash and the offset.
    private static let idRange = 40..<56
    /// Where the subject stands: behind the partition, the version and the mark that it is there.
    private static let subjectRange = 80..<96

    /// Inserts the finished record; its columns are read from the canonical form in place.
    func insert(_ header: Header, _ hash: ChainHash, with statement: SQLStatement) throws {
        try bytes.withUnsafeBytes { all in
            func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: all[range])
            }
            statement.bind(1, header.offset.value)
            statement.bind(2, blobInPlace: slice(Self.idRange))
            statement.bind(3, header.partition)
            statement.bind(4, header.version)
            statement.bind(5, textInPlace: slice(type))
            statement.bind(
                6, blobInPlace: header.subject == nil ? nil : slice(Self.subjectRange))
            statement.bind(7, header.occurredAt)
            statement.bind(8, header.recordedAt)
            statement.bind(9, textInPlace: slice(actor))
            statement.bind(10, textInPlace: cause.map(slice))
            statement.bind(11, blobInPlace: slice(data))
            statement.bind(12, blobInPlace: personal.map(slice))
            try hash.withUnsafeBytes { hash in
                statement.bind(13, blobInPlace: hash)
                try statement.run()
            }
        }
    }
}
