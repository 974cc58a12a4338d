import Crypto
import Governance

/// Where a record stands: what the log adds to what the record says.
struct RecordPlace {
    let offset: Offset
    let id: Record.ID
    let partition: Int64
    let version: Int64

    /// The hash of the record that says `body` here and follows `previous` in its partition.
    func hash(of body: RecordBody, after previous: ChainHash) -> ChainHash {
        var hasher = SHA256()
        previous.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        let numbers = (
            offset.value.bigEndian, id.high.bigEndian, id.low.bigEndian, partition.bigEndian,
            version.bigEndian
        )
        withUnsafeBytes(of: numbers) { hasher.update(bufferPointer: $0) }
        body.bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return ChainHash(hasher.finalize())
    }
}
