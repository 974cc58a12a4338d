import CountyFiles

/// A folder with one fault, and the exact text that a person reads about it.
struct FaultSample: CustomStringConvertible, Sendable {
    let code: FaultCode
    let folder: MinimalFolder
    let english: String

    var description: String { String(english.prefix { !$0.isNewline }) }

    init(_ code: FaultCode, _ folder: MinimalFolder, _ english: String) {
        self.code = code
        self.folder = folder
        self.english = english
    }

    init(
        _ code: FaultCode, _ old: String, to new: String, in file: String, _ english: String,
    ) {
        self.init(code, MinimalFolder().replacing(old, with: new, in: file), english)
    }

    static let all = files + keys + values + references + rules
}
