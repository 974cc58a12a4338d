import Governance

extension RecordBody {
    /// Inserts the record that says this at `place`; its columns are read from the bytes in place.
    func insert(at place: RecordPlace, _ hash: ChainHash, with statement: SQLStatement) throws {
        try bytes.withUnsafeBytes { all in
            func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: all[range])
            }
            statement.bind(1, place.offset.value)
            statement.bind(3, place.partition)
            statement.bind(4, place.version)
            statement.bind(5, textInPlace: slice(type))
            statement.bind(6, blobInPlace: hasSubject ? slice(Self.subject) : nil)
            statement.bind(7, occurredAt)
            statement.bind(8, recordedAt)
            statement.bind(9, textInPlace: slice(actor))
            statement.bind(10, textInPlace: cause.map(slice))
            statement.bind(11, blobInPlace: slice(data))
            statement.bind(12, blobInPlace: personal.map(slice))
            let id = (place.id.high.bigEndian, place.id.low.bigEndian)
            try withUnsafeBytes(of: id) { id in
                try hash.withUnsafeBytes { hash in
                    statement.bind(2, blobInPlace: id)
                    statement.bind(13, blobInPlace: hash)
                    try statement.run()
                }
            }
        }
    }
}
