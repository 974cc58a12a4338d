/// What stopped the parser and at which byte; small, so that it travels in registers.
///
/// The sentence for people is made once, at the outside.
struct JSONFault: Error {
    let code: JSONError.Code
    let offset: Int
}

/// One step on the way to a fault.
enum JSONStep {
    case name(String)
    case index(Int)

    /// The step as a JSON Pointer spells it.
    var pointer: String {
        switch self {
        case .name(let name): JSONPointer.step(name)
        case .index(let index): "/\(index)"
        }
    }
}
