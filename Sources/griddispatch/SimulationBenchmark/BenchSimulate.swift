import ArgumentParser
import DispatchCore
import Foundation
import Governance
import Simulator
import TextFormats

/// `griddispatch bench simulate`.
struct BenchSimulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Simulated incidents a second, through the whole dispatch core.",
        discussion: """
            Squares of 10 × 10 cells, each with people of its own; rules, assignments, events and \
            measures are those of live dispatch. One replication on one processor.
            """)

    @Option(help: "About how many reports come.")
    var reports = 50_000

    @Option(help: "How many squares of 100 grids there are, from 1 to 999.")
    var squares = 1

    @Option(help: "How many people each square has.")
    var people = 20

    @Option(help: "How many reports a minute come from each square.")
    var perMinute = 0.5

    @Option(help: "The seed of all chance.")
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...10_000_000).contains(reports) else {
            throw ValidationError("--reports must be from 1 to 10000000.")
        }
        guard (1...999).contains(squares), (1...10_000).contains(people) else {
            throw ValidationError("--squares must be from 1 to 999, --people from 1 to 10000.")
        }
        guard perMinute > 0, perMinute <= 10_000 else {
            throw ValidationError("--per-minute must be above 0 and at most 10000.")
        }
    }

    func run() throws {
        let workload = try SimulationWorkload(
            squares: squares, people: people, perMinute: perMinute, reports: reports, seed: seed)
        let figures = Self.measure(workload)
        guard !json else { return print(JSON.object(figures).text()) }
        for member in figures { print("\(member.key): \(member.value)") }
    }

    private static func measure(_ workload: SimulationWorkload) -> JSONObject {
        let county = workload.dispatcher.county
        let start = ProcessorTime.seconds
        var (events, decisions) = (0, 0)
        var simulation = Simulation(
            workload.scenario, dispatcher: workload.dispatcher, replication: 0)
        var observer = RunObserver(workload.scenario, county: county)
        while let decision = simulation.next() {
            decisions += 1
            events += decision.outcome.events.count
            observer.observe(decision)
        }
        observer.finish(simulation)
        let seconds = ProcessorTime.seconds - start
        let incidents = observer.measures.reports
        var figures = JSONObject()
        figures["incidents"] = .integer(Int64(incidents))
        figures["grids"] = .integer(Int64(county.grids.areas(at: .grid).count))
        figures["responders"] = .integer(Int64(county.roster.count))
        figures["processorSeconds"] = .number(seconds)
        figures["incidentsPerSecond"] = .number((Double(incidents) / seconds).rounded())
        figures["decisionsPerSecond"] = .number((Double(decisions) / seconds).rounded())
        figures["eventsPerSecond"] = .number((Double(events) / seconds).rounded())
        // The first interval is that to the first arrival, who here is the only one.
        let response = observer.measures.samples[0].sorted()
        figures["meanResponseMinutes"] = response.map { .number($0.meanSeconds / 60) } ?? .null
        figures["waited"] = .integer(Int64(observer.measures.unfilled))
        figures["peakMemoryMegabytes"] = ProcessorTime.peakMemoryMegabytes.map(JSON.number) ?? .null
        return figures
    }
}

/// What this process has used of the machine.
enum ProcessorTime {
    /// Seconds of all threads.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory that it ever held.
    static var peakMemoryMegabytes: Double? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
                Double($0)
            })
        else { return nil }
        return (kilobytes / 1_024).rounded()
    }
}
