/// Header fields in the order in which they were sent; names compare without case.
public struct HTTPHeaders: Sendable, Hashable {
    /// One line of a header.
    public struct Field: Sendable, Hashable {
        /// The name as it was written.
        public let name: String
        /// The value without the space around it.
        public let value: String

        /// Makes one line.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        func isNamed(_ other: String) -> Bool {
            name.utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
        }
    }

    /// Every field, in order; a name may occur more than once.
    public private(set) var fields: [Field] = []

    /// Makes a header of the given fields.
    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The value of the first field of that name.
    ///
    /// - Complexity: O(n) in the number of fields.
    public subscript(name: String) -> String? {
        fields.first { $0.isNamed(name) }?.value
    }

    /// The values of all fields of that name, in order.
    ///
    /// - Complexity: O(n) in the number of fields.
    public func values(named name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }

    /// Adds a field at the end and keeps those of the same name.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
    /// Makes a header of name and value pairs, in the order written.
    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
