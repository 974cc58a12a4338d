/// All that is wrong with the fields of a document.
public struct FieldFaults: Error, Hashable, Sendable {
    /// How many faults are kept; a document with more is refused all the same.
    public static let limit = 100

    /// The faults in the order in which they were found, at most ``limit``.
    public private(set) var faults: [FieldFault] = []
    /// How many more there were.
    public private(set) var omitted = 0

    /// The faults that the caller found by itself.
    public init(_ faults: [FieldFault] = []) {
        for fault in faults { append(fault) }
    }

    /// Whether nothing is wrong.
    public var isEmpty: Bool { faults.isEmpty }

    /// Whether further faults are only counted.
    var isFull: Bool { faults.count >= Self.limit }

    mutating func append(_ fault: FieldFault) {
        if isFull { omitted += 1 } else { faults.append(fault) }
    }

    /// Takes over the faults of the value that `step` leads to.
    mutating func append(_ inner: FieldFaults, under step: JSONStep) {
        for var fault in inner.faults {
            fault.pointer = step.pointer + fault.pointer
            append(fault)
        }
        omitted += inner.omitted
    }
}

extension FieldFaults: CustomStringConvertible {
    /// The faults, a line each.
    public var description: String {
        let lines = faults.map(\.description).joined(separator: "\n")
        return omitted == 0 ? lines : "\(lines)\nand \(omitted) more"
    }
}
