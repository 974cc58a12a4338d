import Foundation

/// Words that must not stand where they would break a promise.
enum WordChecks {
    /// Core files that may use Foundation, each with the reason why.
    static let foundationInCore: [String: String] = [:]

    private static let foundation = #"\bimport Foundation(Essentials)?\b"#

    /// What the core may not name, and why; time, chance, waiting and sharing come from outside.
    private static let banned: [(pattern: String, reason: String)] = [
        (#"\bDate\(\)|\bDate\.now\b|\.now\(\)"#, "time comes into the core as `now`"),
        (#"\b(Continuous|Suspending)Clock\b"#, "time comes into the core as `now`"),
        (
            #"\.random\((?![^()]*(\([^()]*\)[^()]*)*using:)"#,
            "chance comes into the core as a generator"
        ),
        (
            #"\.(shuffled|shuffle|randomElement)\(\)"#,
            "chance comes into the core as a generator"
        ),
        (
            #"\bSystemRandomNumberGenerator\b|\bUUID\(\)"#,
            "chance comes into the core as a generator"
        ),
        (#"\basync\b|\bawait\b"#, "the core is synchronous"),
        (#"\bactor\s+[A-Z]|@MainActor|\bTask\s*[{.<(]"#, "the core has no actors and no tasks"),
        (#"\bMutex\b|\bNSLock\b|\bOSAllocatedUnfairLock\b"#, "the core has no locks"),
        (#"@unchecked\s+Sendable|nonisolated\(unsafe\)"#, "the core shares nothing"),
        (foundation, "only files that are listed with a reason may import it"),
        (#"\bprint\(|\bFileManager\b|\bFileHandle\b"#, "the core reads and writes nothing"),
    ]

    /// What is wrong with the words of `file`, which belongs to the core.
    static func core(_ file: Tree.File) -> [Finding] {
        let code = String(decoding: file.code.bytes, as: UTF8.self)
        let isListed = foundationInCore[file.path] != nil
        return banned.filter { !isListed || $0.pattern != foundation }.flatMap { rule in
            matches(of: rule.pattern, in: code).map { line, word in
                Finding(
                    path: file.path, line: line,
                    sentence: "`\(word)` is not for the core: \(rule.reason)")
            }
        }
    }

    /// What is wrong in `file` with paths that only one machine has.
    static func paths(_ file: Tree.File) -> [Finding] {
        matches(of: machinePath, in: file.text).map { line, word in
            Finding(path: file.path, line: line, sentence: "`\(word)` is a path of one machine")
        }
    }

    /// An absolute path into somebody's home, or a working folder at the root.
    private static let machinePath =
        #"(?<![A-Za-z0-9._/*-])/(home|Users|root|work|workspace)/[A-Za-z0-9._-]+"#

    /// What `pattern` matches in `text`, with the number of the line.
    private static func matches(of pattern: String, in text: String) -> [(Int, Substring)] {
        var found: [(Int, Substring)] = []
        var start = text.startIndex
        while let range = text.range(
            of: pattern, options: .regularExpression, range: start..<text.endIndex)
        {
            let line = text.utf8[..<range.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
            found.append((line, text[range]))
            start = range.upperBound
        }
        return found
    }
}
