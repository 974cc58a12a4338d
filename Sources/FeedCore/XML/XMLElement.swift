public import TextFormats

/// One element of an XML document, read.
///
/// A class, since documents have many and they are handed around: a copy is a reference.
public final class XMLElement: Sendable {
    /// A name with its namespace.
    public struct Name: Hashable, Sendable {
        /// The address of the namespace; empty for none.
        public let namespace: String
        /// The name within the namespace.
        public let local: String
        /// The prefix that the document writes; empty for none.
        public let prefix: String

        /// Makes a name.
        public init(namespace: String = "", local: String, prefix: String = "") {
            self.namespace = namespace
            self.local = local
            self.prefix = prefix
        }

        /// The name as the document writes it.
        public var written: String { prefix.isEmpty ? local : "\(prefix):\(local)" }
    }

    /// A name and its value.
    public struct Attribute: Hashable, Sendable {
        /// The name.
        public let name: Name
        /// The value.
        public let value: String

        /// Makes an attribute.
        public init(name: Name, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A reference to an entity, which is never read.
    public struct EntityReference: Hashable, Sendable {
        /// The name of the entity.
        public let name: String
        /// Where the reference stands.
        public let position: TextPosition

        /// Notes a reference.
        public init(name: String, position: TextPosition) {
            self.name = name
            self.position = position
        }
    }

    /// The name.
    public let name: Name
    /// The attributes in the order of the document, without declarations of namespaces.
    public let attributes: [Attribute]
    /// The elements within it.
    public let children: [XMLElement]
    /// Its own text, that between its children included, those of its children not.
    public let text: String
    /// Where it starts.
    public let position: TextPosition
    /// The bytes that it takes in the document, which is UTF-8.
    public let bytes: Range<Int>
    /// The first reference to an entity in its own text, if there is one.
    public let entity: EntityReference?
    /// Whether there is a reference to an entity in it or below.
    let holdsEntity: Bool

    /// Makes an element.
    public init(
        name: Name, attributes: [Attribute] = [], children: [XMLElement] = [], text: String = "",
        position: TextPosition = TextPosition(), bytes: Range<Int> = 0..<0,
        entity: EntityReference? = nil,
    ) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.text = text
        self.position = position
        self.bytes = bytes
        self.entity = entity
        holdsEntity = entity != nil || children.contains { $0.holdsEntity }
    }
}

extension XMLElement: Equatable {
    /// Whether all that was read of them is the same.
    public static func == (left: XMLElement, right: XMLElement) -> Bool {
        left.name == right.name && left.attributes == right.attributes
            && left.text == right.text && left.position == right.position
            && left.bytes == right.bytes && left.entity == right.entity
            && left.children == right.children
    }
}

extension XMLElement {
    /// The children of that name.
    func children(_ local: String, in namespace: String? = nil) -> some Sequence<XMLElement> {
        children.lazy.filter {
            $0.name.local == local && (namespace == nil || $0.name.namespace == namespace)
        }
    }

    /// The first child of that name.
    func child(_ local: String, in namespace: String? = nil) -> XMLElement? {
        children(local, in: namespace).first { _ in true }
    }

    /// The text of the first child of that name, without space around it; nil if it has none.
    func childText(_ local: String, in namespace: String? = nil) -> String? {
        guard let text = child(local, in: namespace)?.text.trimmed, !text.isEmpty else {
            return nil
        }
        return text
    }

    /// The value of the attribute of that name.
    func attribute(_ local: String) -> String? {
        attributes.first { $0.name.local == local }?.value
    }

    /// The first reference to an entity in it or below.
    var firstEntity: EntityReference? {
        guard holdsEntity else { return nil }
        if let entity { return entity }
        for child in children {
            if let found = child.firstEntity { return found }
        }
        return nil
    }

    /// The place for people.
    var place: String { "line \(position.line)" }
}
