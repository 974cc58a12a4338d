public import DispatchCore
public import Governance
import RulesEngine
public import Simulator

/// A scenario's folder: `scenario.yaml`, and the files that it names.
public enum ScenarioFolder {
    /// The name of the file in a scenario's folder.
    public static let fileName = "scenario.yaml"
    /// No file of a scenario may be longer than this.
    public static let maximumFileSize = 64 * 1_024 * 1_024

    /// Reads and checks the scenario at `path`, which is its folder or the file itself.
    ///
    /// - Parameters:
    ///   - path: The folder or the file.
    ///   - changes: Values that go before those of the file, each as `path=value`, for example
    ///     `people.silences=0.2`.
    /// - Returns: The scenario with its county.
    /// - Throws: ``CountyFileErrors`` with everything that is wrong in the scenario, in a change or
    ///   in the county that the scenario names.
    public static func load(
        _ path: String, changes: [String] = [],
    ) throws(CountyFileErrors) -> LoadedScenario {
        let file = path.hasSuffix(".yaml") || path.hasSuffix(".yml") ? path : "\(path)/\(fileName)"
        var reading = Reading(files: [])
        let bytes = bytes(of: file, &reading)
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        return try load(
            bytes, of: file, in: folder.isEmpty ? "." : folder, changes: changes, reading)
    }

    /// Reads and checks a scenario that no file states, such as one that was made of a log.
    ///
    /// - Parameters:
    ///   - text: What a `scenario.yaml` would say.
    ///   - name: What faults in it are told to be in.
    ///   - changes: As for a scenario of a folder.
    /// - Returns: The scenario with its county.
    /// - Throws: As for a scenario of a folder.
    public static func load(
        text: String, named name: String, changes: [String] = [],
    ) throws(CountyFileErrors) -> LoadedScenario {
        try load(Array(text.utf8), of: name, in: ".", changes: changes, Reading(files: []))
    }

    private static func load(
        _ bytes: [UInt8]?, of file: String, in folder: String, changes: [String],
        _ reading: Reading,
    ) throws(CountyFileErrors) -> LoadedScenario {
        var reading = reading
        guard let bytes, var root = document(bytes, file, &reading) else {
            throw reading.errors(order: [file])
        }
        for change in changes { apply(change, to: &root, &reading) }
        guard reading.isClean else { throw reading.errors(order: [file]) }
        var reader = ScenarioReader(folder: folder, reading: reading)
        let loaded = try reader.read(root)
        guard let loaded, reader.reading.isClean else {
            throw reader.reading.errors(order: [file])
        }
        return loaded
    }

    private static func bytes(of path: String, _ reading: inout Reading) -> [UInt8]? {
        do {
            return try BoundedFile.read(path, upTo: CountyFolder.maximumFileSize)
        } catch {
            reading.add(error, at: Place(SourcePosition(file: path, line: 1, column: 1)))
            return nil
        }
    }

    private static func document(
        _ bytes: [UInt8], _ path: String, _ reading: inout Reading,
    ) -> YAMLNode? {
        let source: SourceFile
        do {
            source = try SourceFile(name: path, utf8: bytes)
        } catch {
            reading.add(error, at: Place(SourcePosition(file: path, line: 1, column: 1)))
            return nil
        }
        reading.addFile(source)
        do {
            return try YAMLDocument.read(source)
        } catch {
            reading.add(code: error.code.rawValue, message: error.message, at: error.place)
            return nil
        }
    }

    /// Puts a value in the place of another, or where there is none yet.
    private static func apply(
        _ change: String, to root: inout YAMLNode, _ reading: inout Reading,
    ) {
        let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = "--set \(change)"
        let place = Place(SourcePosition(file: name, line: 1, column: 1))
        let steps = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 2, steps.allSatisfy({ !$0.isEmpty }),
            let source = SourceFile(name: name, bytes: Array(parts[1].utf8))
        else {
            reading.add(
                .badValue, at: place, "a change is written path=value, such as people.silences=0.2",
                "改动应写作“路径=值”，例如 people.silences=0.2")
            return
        }
        reading.addFile(source)
        do {
            let value = try YAMLDocument.read(source)
            guard let changed = root.replacing(steps[...], with: value) else {
                reading.add(
                    .unknownKey, at: place,
                    "there is no place '\(parts[0])' in the scenario; a path goes through keys and "
                        + "positions counted from 0",
                    "情景中没有“\(parts[0])”这个位置；路径由键和从 0 数起的序号组成")
                return
            }
            root = changed
        } catch {
            reading.add(code: error.code.rawValue, message: error.message, at: error.place)
        }
    }
}

/// A scenario with the county in which it happens.
public struct LoadedScenario: Sendable {
    /// What people call it.
    public let title: LocalizedText
    /// The world.
    public var scenario: Scenario
    /// What is still missing in it.
    public let elsewhere: ScenarioElsewhere
    /// The county, with the scenario's roster, and its rules.
    public let dispatcher: Dispatcher
    /// The county as its folder has it.
    public let county: LoadedCounty
}

extension YAMLNode {
    /// The node with `value` at the end of a path; nil where the path leads nowhere.
    fileprivate func replacing(_ path: ArraySlice<String>, with value: YAMLNode) -> YAMLNode? {
        guard let step = path.first else { return value }
        switch content {
        case .mapping(var pairs):
            let position = pairs.firstIndex { pair in
                if case .scalar(step, _) = pair.key.content { true } else { false }
            }
            let old =
                position.map { pairs[$0].value }
                ?? YAMLNode(
                    content: .mapping([]), place: value.place)
            guard let new = old.replacing(path.dropFirst(), with: value) else { return nil }
            if let position {
                pairs[position].value = new
            } else {
                let key = YAMLNode(content: .scalar(step, .plain), place: value.place)
                pairs.append((key, new))
            }
            return YAMLNode(content: .mapping(pairs), place: place)
        case .sequence(var items):
            guard let position = Int(step), items.indices.contains(position),
                let new = items[position].replacing(path.dropFirst(), with: value)
            else { return nil }
            items[position] = new
            return YAMLNode(content: .sequence(items), place: place)
        case .scalar: return nil
        }
    }
}
