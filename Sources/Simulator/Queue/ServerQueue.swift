/// Jobs under equal servers, without interruption of work: how long each job waits.
///
/// Events are taken one after the other by time. Of what happens at one instant, arrivals come
/// first and the ends of work after them, so that a server that becomes free picks among all who
/// are there. A server that has been free all along takes a job the moment it comes.
public struct ServerQueue {
    private let jobs: [QueueJob]
    private let discipline: QueueDiscipline
    private var free: Int
    private var ends = Heap<Duration>()
    private var waiting = Heap<Rank>()
    private var waits: [Duration]

    /// Where a waiting job stands; the lesser is taken first.
    private struct Rank: Comparable {
        let urgency: Int
        let arrival: Duration
        let name: String
        let position: Int

        static func < (left: Rank, right: Rank) -> Bool {
            (left.urgency, left.arrival, left.name, left.position)
                < (right.urgency, right.arrival, right.name, right.position)
        }
    }

    /// The wait of each job, in the order of `jobs`; O(n log n).
    ///
    /// `servers` is at least 1.
    public static func waits(
        of jobs: [QueueJob], servers: Int, discipline: QueueDiscipline,
    ) -> [Duration] {
        precondition(servers > 0, "\(servers) servers serve nobody")
        var queue = ServerQueue(jobs: jobs, servers: servers, discipline: discipline)
        queue.run()
        return queue.waits
    }

    private init(jobs: [QueueJob], servers: Int, discipline: QueueDiscipline) {
        self.jobs = jobs
        self.discipline = discipline
        free = servers
        waits = Array(repeating: .zero, count: jobs.count)
    }

    private mutating func run() {
        let order = jobs.indices.sorted { (jobs[$0].arrival, $0) < (jobs[$1].arrival, $1) }
        for position in order {
            endWork(before: jobs[position].arrival)
            waiting.insert(rank(of: position))
            startWork(at: jobs[position].arrival)
        }
        endWork(before: nil)
    }

    /// Ends all work that is done before `instant`, or with nil all work.
    private mutating func endWork(before instant: Duration?) {
        while let end = ends.first, instant.map({ end < $0 }) ?? true {
            ends.removeFirst()
            free += 1
            startWork(at: end)
        }
    }

    private mutating func startWork(at instant: Duration) {
        while free > 0, let next = waiting.removeFirst() {
            free -= 1
            waits[next.position] = instant - next.arrival
            ends.insert(instant + jobs[next.position].service)
        }
    }

    private func rank(of position: Int) -> Rank {
        let job = jobs[position]
        return switch discipline {
        case .fifo: Rank(urgency: 0, arrival: job.arrival, name: "", position: position)
        case .priority:
            Rank(
                urgency: -job.priority, arrival: job.arrival, name: job.name, position: position)
        }
    }
}
