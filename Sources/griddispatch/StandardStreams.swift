import Foundation

/// Prints a line where it does not mix with a command's output.
@Sendable
func printToStandardError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Prints a line at once, also where output goes to a file or a pipe.
@Sendable
func announce(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
