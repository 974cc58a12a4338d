public import TextFormats

extension PersonalData: JSONWritable {
    /// Writes what is there.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("text", text)
            $0.field("name", name)
            $0.field("contact", contact)
            $0.field("address", address)
            if !parties.isEmpty { $0.field("parties", parties) }
            if !acts.isEmpty { $0.field("acts", acts) }
            if !attachments.isEmpty {
                $0.field("attachments", attachments.map(\.description))
            }
        }
    }

    /// The personal data that `json` holds.
    ///
    /// - Throws: Every field that is not as it should be.
    public init(json: JSON) throws(FieldFaults) {
        self = try JSONFields.decode(json) { fields in
            let text = fields.string("text", .optional, maximumLength: 1_048_576)
            let name = fields.string("name", .optional, maximumLength: 1_048_576)
            let contact = fields.string("contact", .optional, maximumLength: 1_048_576)
            let address = fields.string("address", .optional, maximumLength: 1_048_576)
            let parties = fields.objects("parties", .optional, maximumCount: 4_096) {
                Person(&$0)
            }
            let acts = fields.strings(
                "acts", .optional, maximumCount: 4_096, maximumLength: 1_048_576)
            let attachments = fields.attachments("attachments", maximumCount: 4_096)
            return PersonalData(
                text: text, name: name, contact: contact, address: address,
                parties: parties ?? [], acts: acts ?? [], attachments: attachments)
        }
    }
}

extension PersonalData.Person: JSONWritable {
    /// Writes the name and the contact.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("name", name)
            $0.field("contact", contact)
        }
    }

    /// The person in the fields of an object.
    init?(_ fields: inout JSONFields) {
        let name = fields.string("name", maximumLength: 1_048_576)
        let contact = fields.string("contact", .optional, maximumLength: 1_048_576)
        guard let name else { return nil }
        self.init(name: name, contact: contact)
    }
}

extension JSONFields {
    /// Photos by what was told when they were kept; none where the field is missing.
    public mutating func attachments(_ name: String, maximumCount: Int) -> [Attachment] {
        let texts = strings(name, .optional, maximumCount: maximumCount, maximumLength: 128) ?? []
        let attachments = texts.compactMap { Attachment($0) }
        if attachments.count != texts.count {
            refuse(
                name, message: "Expected references as they were told when the photos were sent.",
                chineseMessage: "应为上传照片时得到的引用。")
        }
        return attachments
    }
}
