/// The schema of one version of CAP, as data: which elements, in which order, with which values.
///
/// From the schemas of CAP 1.1 and 1.2 (OASIS, `CAP-v1.1.xsd`, `CAP-v1.2.xsd`) and the data
/// dictionary of CAP 1.0.
struct CAPSchema: Sendable {
    /// What an element may hold.
    indirect enum Content: Sendable {
        case text
        case choice([String])
        case moment
        case language
        case address
        case whole
        case decimal
        case group([Element])
    }

    /// One element of a sequence.
    struct Element: Sendable {
        let name: String
        var isRequired = false
        var isRepeated = false
        var content = Content.text
    }

    /// The elements of an alert, in their order.
    let alert: [Element]
    /// Whether a signature may stand at the end.
    let allowsSignature: Bool
    /// Whether a moment must be written with seconds and an offset and nothing else.
    let hasStrictMoments: Bool

    static func of(_ version: CAPVersion) -> CAPSchema {
        switch version {
        case .v10: v10
        case .v11: v11
        case .v12: v12
        }
    }

    private static let v10 = CAPSchema(.v10)
    private static let v11 = CAPSchema(.v11)
    private static let v12 = CAPSchema(.v12)

    private init(_ version: CAPVersion) {
        allowsSignature = version == .v12
        hasStrictMoments = version == .v12
        let statuses = ["Actual", "Exercise", "System", "Test"]
        let kinds = ["Alert", "Update", "Cancel", "Ack", "Error"]
        let scopes = ["Public", "Restricted", "Private"]
        alert = [
            .required("identifier"), .required("sender"),
            version == .v10 ? .optional("password") : nil,
            .required("sent", .moment),
            .required("status", .choice(statuses + (version == .v10 ? [] : ["Draft"]))),
            .required("msgType", .choice(kinds)), .optional("source"),
            .required("scope", .choice(scopes)), .optional("restriction"), .optional("addresses"),
            .repeated("code"), .optional("note"), .optional("references"), .optional("incidents"),
            .repeated("info", .group(Self.info(version))),
        ].compactMap { $0 }
    }

    private static func info(_ version: CAPVersion) -> [Element] {
        let categories = [
            "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport",
            "Infra", "Other",
        ]
        let responses = ["Shelter", "Evacuate", "Prepare", "Execute", "Monitor", "Assess", "None"]
        let pair = Content.group([.required("valueName"), .required("value")])
        let coded = version == .v10 ? Content.text : pair
        let certainties = ["Observed", "Likely", "Possible", "Unlikely", "Unknown"]
        return [
            .optional("language", .language),
            Element(
                name: "category", isRequired: version != .v10, isRepeated: true,
                content: .choice(categories + (version == .v10 ? [] : ["CBRNE"]))),
            .required("event"),
            .repeated(
                "responseType",
                .choice(responses + (version == .v12 ? ["Avoid", "AllClear"] : []))),
            .required(
                "urgency", .choice(["Immediate", "Expected", "Future", "Past", "Unknown"])),
            .required(
                "severity", .choice(["Extreme", "Severe", "Moderate", "Minor", "Unknown"])),
            .required(
                "certainty", .choice(certainties + (version == .v10 ? ["Very Likely"] : []))),
            .optional("audience"), .repeated("eventCode", coded),
            .optional("effective", .moment), .optional("onset", .moment),
            .optional("expires", .moment), .optional("senderName"), .optional("headline"),
            .optional("description"), .optional("instruction"),
            .optional("web", version == .v10 ? .text : .address),
            .optional("contact"), .repeated("parameter", coded),
            .repeated("resource", .group(resource(version))),
            .repeated("area", .group(area(version, coded))),
        ]
    }

    private static func resource(_ version: CAPVersion) -> [Element] {
        [
            .required("resourceDesc"),
            version == .v12 ? .required("mimeType") : .optional("mimeType"),
            .optional("size", .whole), .optional("uri", version == .v10 ? .text : .address),
            version == .v10 ? nil : .optional("derefUri"), .optional("digest"),
        ].compactMap { $0 }
    }

    private static func area(_ version: CAPVersion, _ coded: Content) -> [Element] {
        let height = version == .v12 ? Content.decimal : .text
        return [
            .required("areaDesc"), .repeated("polygon"), .repeated("circle"),
            .repeated("geocode", coded), .optional("altitude", height),
            .optional("ceiling", height),
        ]
    }
}

extension CAPSchema.Element {
    static func required(_ name: String, _ content: CAPSchema.Content = .text) -> Self {
        Self(name: name, isRequired: true, content: content)
    }

    static func optional(_ name: String, _ content: CAPSchema.Content = .text) -> Self {
        Self(name: name, content: content)
    }

    static func repeated(_ name: String, _ content: CAPSchema.Content = .text) -> Self {
        Self(name: name, isRepeated: true, content: content)
    }
}
