import Foundation

/// Prints a line where it does not mix with a command's output.
@Sendable
func printToStandardError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
