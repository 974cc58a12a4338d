import ArgumentParser
import FeedCore
import Foundation

/// The feed simulator as a process of its own, which ends with this one, however this one ends.
struct SimulatorProcess {
    /// The port on loopback that it took.
    let port: Int
    private let process = Process()
    // While this end is open the simulator runs; the system closes it when this process is gone.
    private let input = Pipe()

    /// Starts the simulator of a county's sources on a free port and waits until it serves.
    ///
    /// Its clock begins at `start` and runs `speed` times as fast as the wall clock.
    init(county: String, start: String, speed: Double) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "feeds", "simulate", county, "--end-with-input", "--port", "0", "--start", start,
            "--speed", "\(speed)",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        guard let port = Self.port(in: output.fileHandleForReading) else {
            process.terminate()
            throw ValidationError("The feed simulator of \(county) does not start.")
        }
        self.port = port
    }

    /// Ends the simulator.
    func end() {
        process.terminate()
    }

    /// The port that the first line announces: the digits behind its last colon.
    private static func port(in output: FileHandle) -> Int? {
        var line: [UInt8] = []
        while !line.contains(UInt8(ascii: "\n")) {
            let more = output.availableData
            guard !more.isEmpty, line.count < 4_096 else { return nil }
            line += more
        }
        let text = String(decoding: line, as: UTF8.self)
        return text.split(separator: ":").last.flatMap { Int($0.prefix(while: \.isNumber)) }
    }
}

extension FeedCatalogue {
    /// The catalogue with its sources on loopback at another port, where the simulator serves them.
    func served(at port: Int) -> FeedCatalogue {
        let moved = sources.map { source in
            guard let scheme = source.address.firstRange(of: "://127.0.0.1:") else { return source }
            let path = source.address[scheme.upperBound...].drop { $0.isNumber }
            return SourcePlatform(
                id: source.id, title: source.title, address: "http://127.0.0.1:\(port)\(path)",
                access: source.access)
        }
        return FeedCatalogue(sources: moved, items: items)
    }
}
