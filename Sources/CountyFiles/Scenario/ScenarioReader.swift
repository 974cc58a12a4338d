import DispatchCore
import Governance
import RulesEngine
import Simulator

/// What a scenario's file says, checked against the county that it names.
struct ScenarioReader {
    private static let required = ["title", "county", "start", "horizon", "demand", "people"]
    private static let optional = [
        "countyFiles", "warmUp", "seed", "replications", "travel", "faults", "exercise",
    ]

    let folder: String
    var reading: Reading
    /// What the scenario points at.
    var elsewhere = ScenarioElsewhere()

    init(folder: String, reading: Reading) {
        self.folder = folder
        self.reading = reading
    }

    /// Reads the whole of it; nil where something is wrong.
    mutating func read(_ root: YAMLNode) throws(CountyFileErrors) -> LoadedScenario? {
        guard
            let fields = reading.fields(root, required: Self.required, optional: Self.optional)
        else { return nil }
        let title = reading.localizedText(fields["title"])
        guard let county = try county(fields) else { return nil }
        define(county.county)
        let start = reading.localTime(fields["start"]).map(county.county.timeZone.instant(at:))
        let horizon = reading.simulatedTime(fields["horizon"])
        let warmUp = fields["warmUp"].map { reading.simulatedTime($0) } ?? .zero
        let seed = fields["seed"].map { reading.integer($0, in: 0...Int.max) } ?? 1
        let replications =
            fields["replications"].map {
                reading.integer($0, in: 1...100_000)
            } ?? 20
        let isExercise = fields["exercise"].map { reading.boolean($0) } ?? false
        let demand = self.demand(fields["demand"], county.county)
        let people = self.people(fields["people"])
        let travel = fields["travel"].map { self.travel($0, county.county) } ?? TravelModel()
        let faults = (reading.list(fields["faults"]) ?? []).compactMap { self.fault($0) }
        let roster = self.roster(fields["people"], county.county)
        reading.checkUses()
        guard reading.isClean, let title, let start, let horizon, let warmUp, let seed,
            let replications, let isExercise, let demand, let people, let travel,
            let dispatcher = dispatcher(county, roster)
        else { return nil }
        guard warmUp < horizon else {
            reading.add(
                .badValue, at: fields.place, "the warm-up takes the whole horizon",
                "预热期不短于整个时长")
            return nil
        }
        let scenario = Scenario(
            start: start, horizon: horizon, warmUp: warmUp, seed: UInt64(seed),
            replications: replications, demand: demand, people: people, travel: travel,
            faults: faults, isExercise: isExercise)
        return LoadedScenario(
            title: title, scenario: scenario, elsewhere: elsewhere, dispatcher: dispatcher,
            county: county)
    }

    /// The path of a file that the scenario names.
    func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(folder)/\(name)" }

    /// The county's folder, with the files of it that the scenario replaces.
    private mutating func county(_ fields: Fields) throws(CountyFileErrors) -> LoadedCounty? {
        guard let folder = reading.text(fields["county"]).map(path) else { return nil }
        if let fault = CountyFolder.fault(ofFolder: folder) {
            throw CountyFileErrors(faults: [fault])
        }
        var files: [String: [UInt8]] = [:]
        for name in CountyFolder.fileNames {
            // What cannot be read is missing, and the county says so by name.
            files[name] = try? BoundedFile.read(
                "\(folder)/\(name)", upTo: CountyFolder.maximumFileSize)
        }
        for (key, value) in reading.mapping(fields["countyFiles"]) ?? [] {
            guard let name = reading.text(key), let replacement = reading.text(value) else {
                continue
            }
            guard CountyFolder.fileNames.contains(name) else {
                let known = CountyFolder.fileNames.joined(separator: ", ")
                reading.add(
                    .unknownKey, at: key.place,
                    "a county has no file '\(name)'; it has \(known)", "县文件夹中没有“\(name)”")
                continue
            }
            do {
                files[name] = try BoundedFile.read(
                    path(replacement), upTo: CountyFolder.maximumFileSize)
            } catch {
                reading.add(error, at: value.place)
            }
        }
        guard reading.isClean else { return nil }
        return try CountyFolder.load(files: files)
    }

    private mutating func define(_ county: County) {
        let place = Place(SourcePosition(file: "county", line: 1, column: 1))
        for area in county.grids.areas {
            reading.define(.area, area.code.description, at: place)
        }
        for role in county.roles { reading.define(.role, role.id.name, at: place) }
        for responder in county.roster {
            reading.define(.responder, responder.id.name, at: place)
        }
        for category in county.categories {
            reading.define(.category, category.id.name, at: place)
        }
        let questions = Set(county.categories.lazy.flatMap(\.questions).map(\.name))
        for name in questions.sorted() { reading.define(.question, name, at: place) }
    }

    private mutating func dispatcher(
        _ loaded: LoadedCounty, _ roster: [Responder],
    ) -> Dispatcher? {
        let county = loaded.county
        do {
            let changed = try County(
                version: county.version, timeZone: county.timeZone, grids: county.grids,
                roles: county.roles, supervisor: county.supervisor, roster: roster,
                categories: county.categories, standards: county.standards,
                calendar: county.calendar, settings: county.settings, policy: county.policy)
            return Dispatcher(county: changed, rules: loaded.rules)
        } catch {
            // A roster with fewer people refers to nothing that the whole one did not.
            preconditionFailure("a part of the roster does not fit the county: \(error)")
        }
    }
}
