/// The arguments of the program as the system hands them over.
enum RawArguments {
    /// The first argument that is not UTF-8, with replacement characters; Swift's own list has
    /// these in place of what the person wrote.
    static func firstInvalid() -> String? {
        for index in 0..<Int(CommandLine.argc) {
            guard let argument = CommandLine.unsafeArgv[index] else { continue }
            if String(validatingCString: argument) == nil { return String(cString: argument) }
        }
        return nil
    }
}

extension String {
    /// The text with each control character as an escape, so that it does nothing to a terminal.
    var harmless: String {
        var harmless = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar.properties.generalCategory == .control {
                harmless.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
            } else {
                harmless.append(scalar)
            }
        }
        return String(harmless)
    }
}
