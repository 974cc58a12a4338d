/// What other implementations of the language have and this one has not, so that whoever brings an
/// expression along learns that it is no slip of the pen.
enum Unsupported {
    /// The message for a function that nothing declares, nil if it is of no known extension.
    static func message(function name: String, isMethod: Bool) -> String? {
        if isMethod {
            return listMethods.contains(name) ? message(name, of: "lists") : nil
        }
        if name.hasPrefix("proto.") || isMessage(name) { return message(message: name) }
        if networkFunctions.contains(name) { return message(name, of: "network") }
        guard let dot = name.firstIndex(of: "."), let library = namespaces[String(name[..<dot])]
        else { return nil }
        return message(name, of: library)
    }

    /// The message for a type or a function of protocol buffers.
    static func message(message name: String) -> String {
        "'\(name)' needs protocol buffers, which are not supported"
    }

    /// Whether a dotted name is one of the well-known types of protocol buffers.
    static func isMessage(_ name: String) -> Bool { name.hasPrefix("google.protobuf.") }

    private static func message(_ name: String, of library: String) -> String {
        "'\(name)' is of the extension '\(library)', which is not supported"
    }

    private static let namespaces = [
        "lists": "lists", "sets": "sets", "regex": "regex", "json": "json", "ip": "network",
        "cidr": "network",
    ]

    private static let networkFunctions: Set = ["ip", "isIP", "cidr", "isCIDR"]

    private static let listMethods: Set = ["sort", "sortBy", "distinct", "flatten", "slice"]
}
