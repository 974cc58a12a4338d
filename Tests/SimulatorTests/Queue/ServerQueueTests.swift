import GridTesting
import Testing

@testable import Simulator

/// Jobs under equal servers.
struct ServerQueueTests {
    @Test func `a single server takes one after the other`() {
        let jobs = [job(0, 10), job(3, 5), job(4, 1), job(30, 2)]
        #expect(waits(jobs, servers: 1) == [0, 7, 11, 0])
    }

    @Test func `with enough servers nobody waits`() {
        #expect(waits([job(0, 10), job(0, 10), job(5, 9)], servers: 3) == [0, 0, 0])
    }

    @Test func `the urgent overtake those who wait, never those who are served`() {
        let jobs = [job(0, 10, 2), job(1, 5, 2), job(2, 5, 3), job(3, 5, 3)]
        #expect(waits(jobs, servers: 1, .priority) == [0, 19, 8, 12])
    }

    @Test func `who comes at the moment at which a server becomes free is looked at, too`() {
        let jobs = [job(0, 10, 2), job(5, 5, 2), job(10, 5, 3)]
        #expect(waits(jobs, servers: 1, .priority) == [0, 10, 0])
    }

    @Test func `work that takes no time holds nobody up`() {
        #expect(waits([job(0, 0), job(0, 0), job(0, 5), job(0, 1)], servers: 1) == [0, 0, 0, 5])
    }

    @Test(arguments: SeededGenerator.seeds(30))
    func `waits are those of a search for the server that is free first`(seed: UInt64) {
        var generator = GridTesting.SeededGenerator(seed: seed)
        var clock = 0
        let jobs = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
            clock += Int.random(in: 0...6, using: &generator)
            return job(clock, Int.random(in: 0...40, using: &generator))
        }
        let servers = Int.random(in: 1...8, using: &generator)
        // Kiefer and Wolfowitz: under first come, first served each job takes the earliest server.
        var freeAt = Array(repeating: Duration.zero, count: servers)
        let expected = jobs.map { job in
            let earliest = freeAt.indices.min { freeAt[$0] < freeAt[$1] } ?? 0
            let start = max(job.arrival, freeAt[earliest])
            freeAt[earliest] = start + job.service
            return start - job.arrival
        }
        #expect(
            ServerQueue.waits(of: jobs, servers: servers, discipline: .fifo) == expected,
            "seed \(seed)")
    }

    private func job(_ arrival: Int, _ service: Int, _ priority: Int = 0) -> QueueJob {
        QueueJob(
            name: "\(arrival)", arrival: .seconds(arrival), service: .seconds(service),
            priority: priority)
    }

    private func waits(
        _ jobs: [QueueJob], servers: Int, _ discipline: QueueDiscipline = .fifo,
    ) -> [Int] {
        ServerQueue.waits(of: jobs, servers: servers, discipline: discipline).map {
            Int($0.components.seconds)
        }
    }
}
