import CExpat
import FeedCore
import Governance
import TextFormats

/// Reads XML into a tree with libexpat, which has no code to open a file or a connection.
///
/// Entities are never expanded in text: a reference to one is noted where it stands, and whoever
/// uses the element decides. What a DTD declares is not read either, internal or external.
final class ExpatReader {
    /// The element that is being read and those around it.
    private struct OpenElement {
        let name: XMLElement.Name
        let attributes: [XMLElement.Attribute]
        let position: TextPosition
        let start: Int
        var children: [XMLElement] = []
        var text: [UInt8] = []
        var entity: XMLElement.EntityReference?
    }

    private let limits: FeedLimits
    private let parser: XML_Parser
    private var open: [OpenElement] = []
    private var root: XMLElement?
    private var elementCount = 0
    private var names: [String: XMLElement.Name] = [:]
    private var fault: Refusal?

    private init?(limits: FeedLimits) {
        // The text is UTF-8 by now, whatever it says of itself.
        guard let parser = XML_ParserCreateNS("UTF-8", CChar(bitPattern: Self.separator)) else {
            return nil
        }
        self.limits = limits
        self.parser = parser
    }

    deinit {
        XML_ParserFree(parser)
    }

    private static let separator = UInt8(ascii: "\n")

    /// The root of a document in UTF-8.
    ///
    /// - Throws: The refusal of a document that is not well formed or exceeds the limits.
    static func read(_ text: [UInt8], limits: FeedLimits) throws(Refusal) -> XMLElement {
        guard text.count <= limits.bytes else { throw Refusal.tooLarge(limits.bytes) }
        guard let reader = ExpatReader(limits: limits) else {
            throw Refusal.malformedXML("there is no memory for a parser", at: TextPosition())
        }
        return try reader.read(text)
    }

    private func read(_ text: [UInt8]) throws(Refusal) -> XMLElement {
        XML_SetReturnNSTriplet(parser, 1)
        XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        installHandlers()
        let status = text.withUnsafeBytes { bytes in
            XML_Parse(
                parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(bytes.count), 1)
        }
        if let fault { throw fault }
        guard status == XML_STATUS_OK, let root else {
            let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
            throw Refusal.malformedXML(reason ?? "no element found", at: position)
        }
        return root
    }

    private func installHandlers() {
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name, let reader = ExpatReader.of(context) else { return }
                reader.start(name, attributes)
            },
            { context, _ in ExpatReader.of(context)?.end() })
        XML_SetCharacterDataHandler(parser) { context, bytes, count in
            guard let bytes else { return }
            ExpatReader.of(context)?.append(
                UnsafeRawBufferPointer(start: bytes, count: Int(count)))
        }
        // With a default handler set, expat reports internal entities instead of expanding them.
        XML_SetDefaultHandler(parser) { _, _, _ in }
        XML_SetSkippedEntityHandler(parser) { context, name, isParameter in
            guard isParameter == 0, let name else { return }
            ExpatReader.of(context)?.note(entity: String(cString: name))
        }
        // The handler's first argument is what is set here, whatever its type says.
        XML_SetExternalEntityRefHandlerArg(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetExternalEntityRefHandler(parser) { context, names, _, _, _ in
            // The names of the open entities, separated by form feeds; the last is the newest.
            let name = names.map { String(cString: $0) }?.split(separator: "\u{0C}").last
            ExpatReader.of(context.map { UnsafeMutableRawPointer($0) })?.note(
                entity: name.map(String.init) ?? "?")
            return 1
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> ExpatReader? {
        context.map { Unmanaged<ExpatReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private var position: TextPosition {
        TextPosition(
            line: Int(XML_GetCurrentLineNumber(parser)),
            column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
    }
}

// What the parser reports.
extension ExpatReader {
    private func start(
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
                    XMLElement.Attribute(name: self.name(key), value: String(cString: value)))
                next += 2
            }
        }
        open.append(
            OpenElement(
                name: self.name(name), attributes: list, position: position,
                start: Int(XML_GetCurrentByteIndex(parser))))
    }

    private func end() {
        guard fault == nil, let done = open.popLast() else { return }
        let end = Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
        let element = XMLElement(
            name: done.name, attributes: done.attributes, children: done.children,
            text: String(decoding: done.text, as: UTF8.self), position: done.position,
            bytes: done.start..<max(done.start, end), entity: done.entity)
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(element)
        }
    }

    private func append(_ bytes: UnsafeRawBufferPointer) {
        guard fault == nil, !open.isEmpty else { return }
        open[open.count - 1].text.append(contentsOf: bytes)
    }

    private func note(entity name: String) {
        guard !open.isEmpty, open[open.count - 1].entity == nil else { return }
        open[open.count - 1].entity = XMLElement.EntityReference(name: name, position: position)
    }

    private func stop(_ code: Refusal.Code, chinese: String, english: String) {
        let place = position
        fault = Refusal(
            code, name: "document", place: "\(place)",
            LocalizedText(chinese: "\(place)：\(chinese)", english: "\(place): \(english)"))
        XML_StopParser(parser, 0)
    }

    /// The name that expat writes as namespace, local name and prefix, each on a line.
    private func name(_ pointer: UnsafePointer<CChar>) -> XMLElement.Name {
        let text = String(cString: pointer)
        if let known = names[text] { return known }
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let name =
            parts.count == 1
            ? XMLElement.Name(local: text)
            : XMLElement.Name(
                namespace: parts[0], local: parts[1], prefix: parts.count > 2 ? parts[2] : "")
        // A document of names that are all different must not grow the table for ever.
        if names.count < 10_000 { names[text] = name }
        return name
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
