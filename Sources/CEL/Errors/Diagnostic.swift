/// An error of a compilation before its line and column are counted.
///
/// Only the errors that are shown get a location, since counting takes time linear in the source.
struct Diagnostic: Error {
    let code: CELError.Code
    let message: String
    let range: Range<Int>
}
