public import Governance
public import TextFormats

extension Statistics {
    /// The percentiles that are told.
    public static let percentiles = [50, 90, 95, 99]

    /// Writes the figures as one object; equal figures give equal bytes.
    ///
    /// `rows` are the ordinary reports by group; what is kept apart stands under `apart`.
    public func write(to writer: inout JSONWriter, county: County) {
        writer.object { object in
            object.field("definition", Self.definition)
            object.field("by", query.grouping.rawValue)
            object.field("from", query.from)
            object.field("to", query.to)
            object.field("asOf", query.asOf)
            object.field("confidence", RankBand.confidence)
            object.field("measuredAtMost", isCut ? Self.maximumIncidents : nil)
            writeRows(.ordinary, to: &object, county)
            object.object("apart") { apart in
                for population in [Population.late, .exercise] {
                    apart.object(population.rawValue) {
                        $0.field("title", population.title)
                        writeRows(population, to: &$0, county)
                    }
                }
            }
        }
    }

    private func writeRows(
        _ population: Population, to object: inout JSONObjectWriter, _ county: County,
    ) {
        let groups = (groups[population] ?? [:]).sorted { $0.key < $1.key }
        object.array("rows") { array in
            for (key, group) in groups {
                array.object {
                    $0.field("group", key)
                    $0.field("title", query.grouping.title(of: key, in: county))
                    group.write(to: &$0)
                }
            }
        }
    }

    /// What the headline figures are and how all are taken.
    static let definition = LocalizedText(
        chinese: """
            受理到最后一个须到角色到场的时间;取原始样本的最近秩百分位,区间为次序统计量的 95% 置信带。演练和延迟同步的上报\
            另列。按受理时间归入时段,只计截至时刻之前入库的记录。
            """,
        english: """
            From the accepted report to the last required role on scene; nearest-rank percentiles of the raw \
            samples with 95% bands by order statistics. Exercises and late-synced reports stand apart. An \
            incident belongs to the period in which it was accepted; only what was recorded by the stated \
            moment counts.
            """)
}

extension StatisticsGroup {
    fileprivate func write(to object: inout JSONObjectWriter) {
        let full = ofIncidents[0]
        let sorted = full.samples.sorted()
        object.field("n", full.samples.count)
        object.field("p50", sorted?.percentile(50).secondsNumber)
        object.field("p90", sorted?.percentile(90).secondsNumber)
        if let sorted {
            object.object("withinLimit") {
                $0.field(
                    "\(Self.headlineSeconds)", Double(withinHeadline) / Double(sorted.count))
            }
        }
        object.field("open", open)
        object.field("missing", full.samples.missing)
        object.field("incidents", incidents)
        object.field("assignments", assignments)
        object.array("lastRoles") { array in
            let frequent = lastRoles.sorted {
                ($1.value, $0.key.name) < ($0.value, $1.key.name)
            }
            for (role, count) in frequent {
                array.object {
                    $0.field("role", role)
                    $0.field("count", count)
                }
            }
        }
        object.array("intervals") { array in
            for (measure, samples) in zip(
                Measure.ofIncidents + Measure.ofAssignments, ofIncidents + ofAssignments)
            {
                array.object { samples.write(measure, to: &$0) }
            }
        }
    }
}

extension MeasuredSamples {
    fileprivate func write(_ measure: Measure, to object: inout JSONObjectWriter) {
        object.field("id", measure.id)
        object.field("of", measure.scope.rawValue)
        object.field("title", measure.interval.title)
        object.field("definition", measure.interval.definition)
        object.field("n", samples.count)
        object.field("pending", pending)
        object.field("missing", samples.missing)
        object.field("negative", samples.negative)
        if let sorted = samples.sorted() {
            for percent in Statistics.percentiles {
                let band = sorted.band(percent)
                object.object("p\(percent)") {
                    $0.field("seconds", sorted.percentile(percent).secondsNumber)
                    $0.field("low", band.lower?.secondsNumber)
                    $0.field("high", band.upper?.secondsNumber)
                }
            }
        }
        guard let standard = measure.standard else { return }
        object.object("within") {
            $0.field("standard", standard)
            $0.field("inTime", timeliness.inTime)
            $0.field("late", timeliness.late)
            $0.field("share", timeliness.share)
        }
    }
}

extension Timeliness {
    /// The share that was over in time, or nil of none.
    public var share: Double? { count == 0 ? nil : Double(inTime) / Double(count) }
}

extension Duration {
    /// The seconds as JSON writes them: whole where they are.
    fileprivate var secondsNumber: JSON {
        let microseconds = wholeMicroseconds
        return microseconds % 1_000_000 == 0
            ? .integer(microseconds / 1_000_000) : .number(inSeconds)
    }
}
