public import TextFormats

extension RoutingDecision: JSONWritable {
    /// Writes the decision with all that explains it.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("version", version)
            $0.field("roles", roles)
            $0.field("severity", severity.rawValue)
            $0.field("standard", standard)
            $0.field("degraded", isDegraded)
            $0.field("tables", tables)
            $0.field("facts", facts)
            if !numbers.isEmpty { $0.field("numbers", numbers) }
            if !wordTests.isEmpty { $0.field("wordTests", Self.text(wordTests)) }
        }
    }

    /// One letter a test: `t` for one that held, `f` for one that did not, `e` for one that failed.
    private static func text(_ tests: [Bool?]) -> String {
        String(tests.map { $0.map { $0 ? "t" : "f" } ?? "e" })
    }

    private static func tests(_ text: String) -> [Bool?]? {
        guard text.allSatisfy({ "tfe".contains($0) }) else { return nil }
        return text.map { $0 == "e" ? nil : $0 == "t" }
    }

    /// The decision in the fields of an object.
    convenience init?(_ fields: inout JSONFields) {
        let version = fields.countyVersion("version")
        let roles = fields.roles("roles")
        let severity = fields.integer("severity", in: 1...4).flatMap(Severity.init)
        let standard = fields.namedID("standard", ResponseStandard.ID.self)
        // Follows from the tables; written for those who read the document.
        _ = fields.bool("degraded")
        let tables = fields.objects("tables", maximumCount: 256) { TableOutcome(&$0) }
        let facts = fields.objects("facts", maximumCount: 4_096) { FactRead(&$0) }
        let tests = fields.value(
            "wordTests", .optional, expecting: "letters t, f and e", chinese: "字母 t、f、e",
            maximumLength: 4_096
        ) { Self.tests($0) }
        let numbers = fields.objects("numbers", .optional, maximumCount: 256) {
            NumberOutcome(&$0)
        }
        guard let version, let roles, let severity, let standard, let tables, let facts else {
            return nil
        }
        self.init(
            version: version, roles: roles, severity: severity, standard: standard,
            tables: tables, facts: facts, wordTests: tests ?? [],
            numbers: numbers ?? [])
    }
}

extension RoutingDecision.TableOutcome: JSONWritable {
    /// Writes one table's part.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("table", table)
            $0.field("fired", fired)
            $0.field("usedDefault", usedDefault)
            $0.field("faults", faults)
        }
    }

    init?(_ fields: inout JSONFields) {
        let table = fields.string("table", maximumLength: 1_024)
        let fired = fields.strings("fired", maximumCount: 65_536, maximumLength: 1_024)
        let usedDefault = fields.bool("usedDefault")
        let faults = fields.strings("faults", maximumCount: 65_536, maximumLength: 65_536)
        guard let table, let fired, let usedDefault, let faults else { return nil }
        self.init(table: table, fired: fired, usedDefault: usedDefault, faults: faults)
    }
}

extension RoutingDecision.FactRead: JSONWritable {
    /// Writes the fact; the value of a personal one is null.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.field("name", name)
            if let value { object.field("value", value) } else { object.null("value") }
        }
    }

    init?(_ fields: inout JSONFields) {
        let name = fields.string("name", maximumLength: 1_024)
        let value = fields.string("value", .optional, maximumLength: 65_536)
        guard let name else { return nil }
        self.init(name: name, value: value)
    }
}

extension RoutingDecision.NumberOutcome: JSONWritable {
    /// Writes the table's name and the number.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("name", name)
            $0.field("value", value)
        }
    }

    init?(_ fields: inout JSONFields) {
        let name = fields.string("name", maximumLength: 1_024)
        let value = fields.integer("value")
        guard let name, let value else { return nil }
        self.init(name: name, value: value)
    }
}
