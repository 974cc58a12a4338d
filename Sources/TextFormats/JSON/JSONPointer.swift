/// Spells JSON Pointers (RFC 6901), which name a place in a document.
public enum JSONPointer {
    /// `name` as one step of a pointer, with the slash before it.
    public static func step(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == ASCII.slash }) else {
            return "/" + name
        }
        var step = "/"
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": step += "~0"
            case "/": step += "~1"
            default: step.unicodeScalars.append(scalar)
            }
        }
        return step
    }
}
