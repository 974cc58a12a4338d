import Governance
import TextFormats

/// Where an alert breaks the schema.
struct CAPFault: Error, Hashable {
    let message: LocalizedText
    let position: TextPosition
}

extension CAPSchema {
    private static let signature = "http://www.w3.org/2000/09/xmldsig#"
    private static let instance = "http://www.w3.org/2001/XMLSchema-instance"

    /// The alert as JSON; what may be repeated is always a list.
    ///
    /// - Throws: The first place at which it does not fit the schema.
    func read(_ alert: XMLElement) throws(CAPFault) -> JSONObject {
        var reader = Reader(schema: self, namespace: alert.name.namespace)
        return try reader.sequence(self.alert, of: alert, isAlert: true)
    }

    /// The signature that an alert carries, if any.
    static func signature(of alert: XMLElement) -> XMLElement? {
        alert.children.first { $0.name.namespace == signature && $0.name.local == "Signature" }
    }

    private struct Reader {
        let schema: CAPSchema
        let namespace: String

        mutating func sequence(
            _ elements: [Element], of parent: XMLElement, isAlert: Bool = false,
        ) throws(CAPFault) -> JSONObject {
            try checkNothingElse(in: parent, mayHaveText: false)
            var object = JSONObject()
            var index = 0
            for element in elements {
                var values: [JSON] = []
                while index < parent.children.count, isNamed(parent.children[index], element.name),
                    values.isEmpty || element.isRepeated
                {
                    values.append(try value(of: parent.children[index], element.content))
                    index += 1
                }
                guard !values.isEmpty || !element.isRequired else {
                    throw unexpected(at: index, in: parent, instead: element.name)
                }
                if element.isRepeated {
                    object[element.name] = .array(values)
                } else if let value = values.first {
                    object[element.name] = value
                }
            }
            if isAlert, schema.allowsSignature {
                while index < parent.children.count,
                    parent.children[index].name.namespace == CAPSchema.signature
                {
                    index += 1
                }
            }
            guard index == parent.children.count else {
                throw unexpected(at: index, in: parent, instead: nil)
            }
            return object
        }

        private func isNamed(_ element: XMLElement, _ name: String) -> Bool {
            element.name.local == name && element.name.namespace == namespace
        }

        private mutating func value(
            of element: XMLElement, _ content: Content,
        ) throws(CAPFault) -> JSON {
            if case .group(let elements) = content {
                return .object(try sequence(elements, of: element))
            }
            guard element.children.isEmpty else {
                throw unexpected(at: 0, in: element, instead: nil)
            }
            try checkNothingElse(in: element, mayHaveText: true)
            guard isValid(element.text, content) else { throw badValue(element, content) }
            return .string(element.text.trimmed)
        }

        private func isValid(_ text: String, _ content: Content) -> Bool {
            switch content {
            case .text: true
            case .choice(let values): values.contains(text)
            case .moment: SchemaText.isMoment(text, isStrict: schema.hasStrictMoments)
            // The schema's default stands for an empty one.
            case .language: text.isEmpty || SchemaText.isLanguage(text)
            case .address: SchemaText.isAddress(text)
            case .whole: SchemaText.isDecimal(text, mayHavePoint: false)
            case .decimal: SchemaText.isDecimal(text, mayHavePoint: true)
            case .group: false
            }
        }

        private func checkNothingElse(
            in element: XMLElement, mayHaveText: Bool,
        ) throws(CAPFault) {
            let odd = element.attributes.first { $0.name.namespace != CAPSchema.instance }
            if let odd {
                throw CAPFault(
                    message: LocalizedText(
                        chinese: "“\(element.name.local)”不能有属性“\(odd.name.written)”",
                        english: "'\(element.name.local)' may have no attribute "
                            + "'\(odd.name.written)'"),
                    position: element.position)
            }
            guard mayHaveText || element.text.trimmed.isEmpty else {
                throw CAPFault(
                    message: LocalizedText(
                        chinese: "“\(element.name.local)”中不能有文字",
                        english: "'\(element.name.local)' may have no text of its own"),
                    position: element.position)
            }
        }

        private func unexpected(
            at index: Int, in parent: XMLElement, instead: String?,
        ) -> CAPFault {
            let isThere = parent.children.indices.contains(index)
            let found = isThere ? parent.children[index] : parent
            let chinese = instead.map { "缺少“\($0)”" } ?? "此处不应有“\(found.name.written)”"
            let english =
                instead.map { "'\(parent.name.local)' lacks '\($0)'" }
                ?? "'\(found.name.written)' is not expected in '\(parent.name.local)'"
            let hint = instead != nil && isThere ? " before '\(found.name.written)'" : ""
            return CAPFault(
                message: LocalizedText(chinese: chinese, english: english + hint),
                position: found.position)
        }

        private func badValue(_ element: XMLElement, _ content: Content) -> CAPFault {
            let shown = String(element.text.prefix(40))
            var hint = ""
            if case .choice(let values) = content {
                hint = "; it must be one of \(values.joined(separator: ", "))"
            }
            return CAPFault(
                message: LocalizedText(
                    chinese: "“\(element.name.local)”的值“\(shown)”不合规范",
                    english: "'\(shown)' is not a value of '\(element.name.local)'\(hint)"),
                position: element.position)
        }
    }
}
