import FeedCore
import Glibc

/// The names of a document, each made once, found by the bytes that expat gives for them.
struct XMLNames {
    /// A name that was looked up lately.
    private struct Slot {
        let bytes: [CChar]
        let name: XMLElement.Name
    }

    /// How many places there are for the latest names, a power of two.
    private static let slotCount = 256
    /// A document of names that are all different must not grow the tables for ever.
    private static let maximumKept = 10_000

    private var slots = [Slot?](repeating: nil, count: slotCount)
    private var names: [String: XMLElement.Name] = [:]
    private var namespaces: [String: String] = [:]

    /// The name that expat writes as namespace, local name and prefix, each on a line.
    subscript(pointer: UnsafePointer<CChar>) -> XMLElement.Name {
        mutating get {
            let count = strlen(pointer)
            // Names of one document differ in their length or their end.
            var hash = UInt64(count)
            for offset in max(0, count - 8)..<count {
                hash = hash &* 31 &+ UInt64(UInt8(bitPattern: pointer[offset]))
            }
            let index = Int(truncatingIfNeeded: hash ^ (hash >> 17)) & (Self.slotCount - 1)
            if let slot = slots[index], slot.bytes.count == count,
                memcmp(slot.bytes, pointer, count) == 0
            {
                return slot.name
            }
            let name = made(String(cString: pointer))
            slots[index] = Slot(
                bytes: Array(UnsafeBufferPointer(start: pointer, count: count)), name: name)
            return name
        }
    }

    private mutating func made(_ text: String) -> XMLElement.Name {
        if let known = names[text] { return known }
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { return keep(XMLElement.Name(local: text), text) }
        // One text for all names of a namespace, so that comparing them is comparing addresses.
        let namespace = namespaces[parts[0]] ?? parts[0]
        if namespaces.count < Self.maximumKept { namespaces[namespace] = namespace }
        return keep(
            XMLElement.Name(
                namespace: namespace, local: parts[1], prefix: parts.count > 2 ? parts[2] : ""),
            text)
    }

    private mutating func keep(_ name: XMLElement.Name, _ text: String) -> XMLElement.Name {
        if names.count < Self.maximumKept { names[text] = name }
        return name
    }
}
