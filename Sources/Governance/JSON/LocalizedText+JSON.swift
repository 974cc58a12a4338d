public import TextFormats

extension LocalizedText: JSONWritable {
    /// Writes both texts by language.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("zh", chinese)
            $0.field("en", english)
        }
    }
}
