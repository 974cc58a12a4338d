/// Something that is not tidy, and where.
struct Finding: Hashable, CustomStringConvertible {
    let path: String
    let line: Int
    let sentence: String

    var description: String { "\(path):\(line): \(sentence)" }
}
