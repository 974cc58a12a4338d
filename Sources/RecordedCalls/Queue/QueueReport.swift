import DispatchCore
import Governance
public import Simulator
public import TextFormats

/// Jobs under equal servers: what the waits came to, as a whole and by priority.
public struct QueueReport {
    /// The number of servers.
    public let servers: Int
    /// The order in which waiting jobs were taken.
    public let discipline: QueueDiscipline
    /// The jobs, in the file's order.
    public let jobs: [QueueJob]
    /// The wait of each job.
    public let waits: [Duration]

    /// The report on `jobs` under so many servers, at least 1.
    public init(_ jobs: [QueueJob], servers: Int, discipline: QueueDiscipline) {
        self.jobs = jobs
        self.servers = servers
        self.discipline = discipline
        waits = ServerQueue.waits(of: jobs, servers: servers, discipline: discipline)
    }

    /// The figures of all jobs.
    public var figures: QueueFigures { QueueFigures(waits) }

    /// The figures of the jobs of each priority.
    public var byPriority: [Int: QueueFigures] {
        Dictionary(grouping: jobs.indices) { jobs[$0].priority }
            .mapValues { positions in QueueFigures(positions.lazy.map { waits[$0] }) }
    }

    /// The figures as a JSON object; times in seconds, percentiles by nearest rank.
    ///
    /// The figures of this run stand at the top. `servers` holds them once more, filed by number
    /// of servers and discipline, so that the objects of several runs can be laid together.
    public var json: JSON {
        var object = figures.json
        object["discipline"] = .string(discipline.rawValue)
        var filed: JSONObject = [discipline.rawValue: .object(figures.json)]
        if discipline == .priority {
            var classes = JSONObject()
            for (priority, figures) in byPriority.sorted(by: { $0.key < $1.key }) {
                classes["\(priority)"] = .object(figures.json)
            }
            object["priority_by_class"] = .object(classes)
            filed["priority_by_class"] = .object(classes)
        }
        object["servers"] = ["\(servers)": .object(filed)]
        return .object(object)
    }

    /// The waits, one row a job, in the file's order.
    public var csv: [UInt8] {
        var writer = CSVWriter(lineEnding: .lineFeed)
        writer.record(["call", "arrival_s", "service_s", "final_priority", "wait_s"])
        for (job, wait) in zip(jobs, waits) {
            writer.record([
                job.name, job.arrival.secondsText, job.service.secondsText, "\(job.priority)",
                wait.secondsText,
            ])
        }
        return writer.bytes
    }

    /// The figures as a table.
    public var table: String {
        var table = TextTable()
        table.add(["", "calls", "waited", "mean s", "p90 s", "p99 s", "max s"])
        table.add(("all", figures))
        if discipline == .priority {
            for (priority, figures) in byPriority.sorted(by: { $0.key > $1.key }) {
                table.add(("priority \(priority)", figures))
            }
        }
        return "\(servers) servers, \(discipline.rawValue)\n" + table.text(indentation: 0)
    }
}

extension TextTable {
    fileprivate mutating func add(_ row: (name: String, figures: QueueFigures)) {
        let waits = row.figures.waits
        add(
            [
                row.name, "\(row.figures.count)", "\(row.figures.waited)",
                waits.map { "\($0.meanSeconds.rounded(toPlaces: 3))" } ?? "",
            ]
                + [waits?.percentile(90), waits?.percentile(99), waits?.maximum].map {
                    $0?.secondsText ?? ""
                })
    }
}

extension QueueFigures {
    fileprivate var json: JSONObject {
        var object: JSONObject = [
            "calls": .integer(Int64(count)), "waited": .integer(Int64(waited)),
            "total_wait_s": total.secondsJSON,
        ]
        guard let waits else { return object }
        object["mean_wait_s"] = .number(waits.meanSeconds.rounded(toPlaces: 6))
        object["p90_wait_s"] = waits.percentile(90).secondsJSON
        object["p99_wait_s"] = waits.percentile(99).secondsJSON
        object["max_wait_s"] = waits.maximum.secondsJSON
        return object
    }
}

extension Duration {
    /// The duration in seconds, whole where it is whole.
    fileprivate var secondsJSON: JSON {
        wholeMicroseconds % 1_000_000 == 0
            ? .integer(wholeMicroseconds / 1_000_000) : .number(inSeconds)
    }

    fileprivate var secondsText: String { secondsJSON.text() }
}
