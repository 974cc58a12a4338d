import CExpat
import FeedCore
import Governance
import TextFormats

/// Reads XML into a tree with libexpat, which has no code to open a file or a connection.
///
/// Entities are never expanded in text: a reference to one is noted where it stands, and whoever
/// uses the element decides. What a DTD declares is not read either, internal or external.
struct ExpatReader {
    /// The element that is being read and those around it.
    private struct OpenElement {
        let name: XMLElement.Name
        let attributes: [XMLElement.Attribute]
        let position: TextPosition
        let start: Int
        /// Where its own text and its children begin among those of all open elements.
        let textStart: Int
        let childStart: Int
        var entity: XMLElement.EntityReference?
    }

    private let limits: FeedLimits
    private let parser: XML_Parser
    private let source: UnsafeBufferPointer<UInt8>
    private var open: [OpenElement] = []
    /// The children that are read of the open elements, those of the innermost last.
    private var children: [XMLElement] = []
    /// The text that is read of the open elements, that of the innermost last.
    private var text: [UInt8] = []
    private var root: XMLElement?
    private var elementCount = 0
    private var names = XMLNames()
    private var place = RunningPosition()
    private var fault: Refusal?

    private static let separator = UInt8(ascii: "\n")

    /// The root of a document in UTF-8.
    ///
    /// - Throws: The refusal of a document that is not well formed or exceeds the limits.
    static func read(_ text: [UInt8], limits: FeedLimits) throws(Refusal) -> XMLElement {
        guard text.count <= limits.bytes else { throw Refusal.tooLarge(limits.bytes) }
        // The text is UTF-8 by now, whatever it says of itself.
        guard let parser = XML_ParserCreateNS("UTF-8", CChar(bitPattern: separator)) else {
            throw Refusal.malformedXML("there is no memory for a parser", at: TextPosition())
        }
        defer { XML_ParserFree(parser) }
        let result = text.withUnsafeBufferPointer { source in
            var reader = ExpatReader(limits: limits, parser: parser, source: source)
            return withUnsafeMutablePointer(to: &reader) { read(through: $0) }
        }
        return try result.get()
    }

    private init(limits: FeedLimits, parser: XML_Parser, source: UnsafeBufferPointer<UInt8>) {
        self.limits = limits
        self.parser = parser
        self.source = source
    }

    private static func read(
        through reader: UnsafeMutablePointer<ExpatReader>,
    ) -> Result<XMLElement, Refusal> {
        let (parser, source) = (reader.pointee.parser, reader.pointee.source)
        XML_SetReturnNSTriplet(parser, 1)
        XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER)
        XML_SetUserData(parser, reader)
        installHandlers(parser)
        // The handler's first argument is what is set here, whatever its type says.
        XML_SetExternalEntityRefHandlerArg(parser, reader)
        let status = source.withMemoryRebound(to: CChar.self) {
            XML_Parse(parser, $0.baseAddress, Int32($0.count), 1)
        }
        if let fault = reader.pointee.fault { return .failure(fault) }
        guard status == XML_STATUS_OK, let root = reader.pointee.root else {
            let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
            return .failure(
                Refusal.malformedXML(reason ?? "no element found", at: reader.pointee.position))
        }
        return .success(root)
    }

    private static func installHandlers(_ parser: XML_Parser) {
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name else { return }
                ExpatReader.of(context)?.pointee.start(name, attributes)
            },
            { context, _ in ExpatReader.of(context)?.pointee.end() })
        XML_SetCharacterDataHandler(parser) { context, bytes, count in
            guard let bytes else { return }
            ExpatReader.of(context)?.pointee.append(
                UnsafeRawBufferPointer(start: bytes, count: Int(count)))
        }
        // With a default handler set, expat reports internal entities instead of expanding them.
        XML_SetDefaultHandler(parser) { _, _, _ in }
        XML_SetSkippedEntityHandler(parser) { context, name, isParameter in
            guard isParameter == 0, let name else { return }
            ExpatReader.of(context)?.pointee.note(entity: String(cString: name))
        }
        XML_SetExternalEntityRefHandler(parser) { context, names, _, _, _ in
            // The names of the open entities, separated by form feeds; the last is the newest.
            let name = names.map { String(cString: $0) }?.split(separator: "\u{0C}").last
            ExpatReader.of(context.map { UnsafeMutableRawPointer($0) })?.pointee.note(
                entity: name.map(String.init) ?? "?")
            return 1
        }
    }

    private static func of(
        _ context: UnsafeMutableRawPointer?,
    ) -> UnsafeMutablePointer<ExpatReader>? {
        context?.assumingMemoryBound(to: ExpatReader.self)
    }

    /// Where the parser is, by its own count.
    private var position: TextPosition {
        TextPosition(
            line: Int(XML_GetCurrentLineNumber(parser)),
            column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
    }
}

// What the parser reports.
extension ExpatReader {
    private mutating func start(
        _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?,
    ) {
        guard fault == nil else { return }
        elementCount += 1
        guard open.count < limits.depth else {
            return stop(
                .tooDeep, chinese: "嵌套超过 \(limits.depth) 层",
                english: "elements are nested more than \(limits.depth) deep")
        }
        guard elementCount <= limits.values else {
            return stop(
                .tooMany, chinese: "元素超过 \(limits.values) 个",
                english: "there are more than \(limits.values) elements")
        }
        var list: [XMLElement.Attribute] = []
        if var next = attributes {
            while let key = next[0], let value = next[1] {
                list.append(
                    XMLElement.Attribute(name: names[key], value: String(cString: value)))
                next += 2
            }
        }
        let start = Int(XML_GetCurrentByteIndex(parser))
        open.append(
            OpenElement(
                name: names[name], attributes: list,
                position: place.advanced(to: start, in: source), start: start,
                textStart: text.count, childStart: children.count))
    }

    private mutating func end() {
        guard fault == nil, let done = open.popLast() else { return }
        let end = Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
        let own = text.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[done.textStart...]), as: UTF8.self)
        }
        text.removeLast(text.count - done.textStart)
        let inner = children.count == done.childStart ? [] : Array(children[done.childStart...])
        children.removeLast(inner.count)
        let element = XMLElement(
            name: done.name, attributes: done.attributes, children: inner, text: own,
            position: done.position, bytes: done.start..<max(done.start, end), entity: done.entity)
        if open.isEmpty { root = element } else { children.append(element) }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard fault == nil, !open.isEmpty else { return }
        text.append(contentsOf: bytes)
    }

    private mutating func note(entity name: String) {
        guard !open.isEmpty, open[open.count - 1].entity == nil else { return }
        open[open.count - 1].entity = XMLElement.EntityReference(name: name, position: position)
    }

    private mutating func stop(_ code: Refusal.Code, chinese: String, english: String) {
        let place = position
        fault = Refusal(
            code, name: "document", place: "\(place)",
            LocalizedText(chinese: "\(place)：\(chinese)", english: "\(place): \(english)"))
        XML_StopParser(parser, 0)
    }
}

/// The position of bytes of a document that are asked for in their order.
///
/// The parser counts again what it has read; this looks at each byte once.
private struct RunningPosition {
    private var position = TextPosition()
    private var offset = 0

    mutating func advanced(to end: Int, in source: UnsafeBufferPointer<UInt8>) -> TextPosition {
        guard offset < end, end <= source.count else { return position }
        var (line, column) = (position.line, position.column)
        var previous = offset > 0 ? source[offset - 1] : 0
        for index in offset..<end {
            let byte = source[index]
            if byte == 0x0A || byte == 0x0D {
                // A line feed behind a carriage return ends the same line.
                if byte == 0x0D || previous != 0x0D { line += 1 }
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            previous = byte
        }
        offset = end
        position = TextPosition(line: line, column: column)
        return position
    }
}

extension Refusal {
    /// The refusal of a document that is not well formed.
    static func malformedXML(_ reason: String, at position: TextPosition) -> Refusal {
        Refusal(
            .malformed, name: "document", place: "\(position)",
            LocalizedText(
                chinese: "\(position)：不是格式良好的 XML：\(reason)",
                english: "\(position): this is not well-formed XML: \(reason)"))
    }
}
