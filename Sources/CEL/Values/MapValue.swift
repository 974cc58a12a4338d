/// A map of the language: keys are `bool`, `int`, `uint` or `string`, in the order of insertion.
public struct MapValue: Sendable {
    /// An entry of a map.
    public struct Entry: Equatable, Sendable {
        /// The key, as it was inserted.
        public let key: Value

        /// The value.
        public let value: Value
    }

    /// The entries in the order of insertion.
    public private(set) var entries: [Entry] = []

    private var positions: [MapKey: Int] = [:]

    /// Makes an empty map.
    public init() {}

    /// Makes a map from entries with string keys; of two equal keys the last wins.
    public init(_ values: KeyValuePairs<String, Value>) {
        for (key, value) in values { self[key] = value }
    }

    /// The number of entries.
    public var count: Int { entries.count }

    /// The value of a key as the language finds it: `1`, `1u` and `1.0` are the same key.
    public subscript(key: Value) -> Value? {
        MapKey(lookup: key).flatMap { positions[$0] }.map { entries[$0].value }
    }

    /// The value of a string key; setting nil has no effect.
    public subscript(key: String) -> Value? {
        get { positions[.string(CodePoints(key))].map { entries[$0].value } }
        set {
            guard let newValue else { return }
            let canonical = MapKey.string(CodePoints(key))
            if let position = positions[canonical] {
                entries[position] = Entry(key: .string(key), value: newValue)
            } else {
                insert(newValue, for: .string(key), canonical: canonical)
            }
        }
    }

    /// Inserts an entry whose key is new.
    ///
    /// - Throws: `cel.evaluate.unsupported_key` for a key of another type,
    ///   `cel.evaluate.duplicate_key` for one that the map has.
    public mutating func insert(_ value: Value, for key: Value) throws(EvaluationFailure) {
        guard let canonical = MapKey(entry: key) else {
            throw EvaluationFailure(
                .unsupportedKey,
                "a map key must be bool, int, uint or string, not \(key.typeName.name)")
        }
        guard positions[canonical] == nil else {
            throw EvaluationFailure(.duplicateKey, "the map has the key \(key.inspected) already")
        }
        insert(value, for: key, canonical: canonical)
    }

    private mutating func insert(_ value: Value, for key: Value, canonical: MapKey) {
        positions[canonical] = entries.count
        entries.append(Entry(key: key, value: value))
    }
}

extension MapValue: Equatable {
    /// Whether two maps have exactly equal keys and values, in whatever order.
    public static func == (left: MapValue, right: MapValue) -> Bool {
        left.count == right.count
            && left.entries.allSatisfy { entry in
                guard let canonical = MapKey(entry: entry.key),
                    let position = right.positions[canonical]
                else { return false }
                return right.entries[position] == entry
            }
    }
}
