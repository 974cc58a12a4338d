extension CSVParser {
    /// The offset of the next byte that ends a field without quotes, or the end of the chunk.
    @inline(__always)
    func nextPlainStop(in chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let separator = dialect.separator
        var index = start
        while index + 8 <= chunk.count {
            let eight = EightBytes(of: chunk, at: index)
            let stops =
                eight.equal(to: separator) | eight.equal(to: ASCII.quote)
                | eight.equal(to: ASCII.lineFeed) | eight.equal(to: ASCII.carriageReturn)
            if stops != 0 { return index + EightBytes.first(of: stops) }
            index += 8
        }
        while index < chunk.count {
            let byte = chunk[index]
            if byte == separator || byte == ASCII.quote || byte == ASCII.lineFeed
                || byte == ASCII.carriageReturn
            {
                break
            }
            index += 1
        }
        return index
    }

    /// The offset of the next quote or line break, or the end of the chunk.
    @inline(__always)
    func nextQuotedStop(in chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index + 8 <= chunk.count {
            let eight = EightBytes(of: chunk, at: index)
            let stops =
                eight.equal(to: ASCII.quote) | eight.equal(to: ASCII.lineFeed)
                | eight.equal(to: ASCII.carriageReturn)
            if stops != 0 { return index + EightBytes.first(of: stops) }
            index += 8
        }
        while index < chunk.count {
            let byte = chunk[index]
            if byte == ASCII.quote || byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                break
            }
            index += 1
        }
        return index
    }
}
