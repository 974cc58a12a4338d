import Foundation

/// The feed simulator as a process of its own, which ends with this one, however this one ends.
struct SimulatorProcess {
    private let process = Process()
    // While this end is open the simulator runs; the system closes it when this process is gone.
    private let input = Pipe()

    /// Starts the simulator of a county's sources.
    init(county: String) throws {
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["feeds", "simulate", county, "--end-with-input"]
        process.standardInput = input
        process.standardOutput = FileHandle.standardError
        try process.run()
    }

    /// Ends the simulator.
    func end() {
        process.terminate()
    }
}
