import CountyFiles
import Governance

/// The smallest county with one of everything, as text that a test may spoil.
struct MinimalFolder {
    var files: [String: String] = [
        "county.yaml": """
        code: 330824000000
        name: {zh: 开化县, en: Kaihua County}
        timeZone: Asia/Shanghai
        """,
        "grids.yaml": """
        system: gcj02
        centre: {latitude: 29.137336, longitude: 118.415495}
        townships:
          - code: 330824115000
            name: {zh: 华埠镇, en: Huabu Town}
            centre: {latitude: 29.007694, longitude: 118.359492}
            communities:
              - {code: 330824115001, name: {zh: 枫树底社区, en: Fengshudi Community}, grids: 2}
              - code: 330824115216
                name: {zh: 溪东村, en: Xidong Village}
                grids:
                  - {code: 330824115216007, name: {zh: 村口, en: Village gate}}
        """,
        "roles.yaml": """
        supervisor: supervisor
        roles:
          - {id: police, title: {zh: 片区民警, en: Beat police}}
          - {id: mediator, title: {zh: 老娘舅, en: Mediator}, substitutes: [police]}
          - {id: supervisor, title: {zh: 值班长, en: Duty officer}}
        """,
        "roster.yaml": """
        system: gcj02
        shifts:
          night: [{days: [mon-fri, sun], from: "22:00", to: "06:00"}]
        responders:
          - id: huabu-police-1
            name: {zh: 徐平, en: Xu Ping}
            roles: [police]
            coverage: [330824115000]
            shifts: [night]
          - id: duty
            name: {zh: 余丹, en: Yu Dan}
            roles: [supervisor, mediator]
            coverage: [330824000000]
            station: {latitude: 29.13, longitude: 118.41}
        """,
        "categories.yaml": """
        questions:
          violence: {zh: 有人动手吗, en: Is anybody being violent}
        categories:
          - id: dispute/elder-support
            title: {zh: 赡养纠纷, en: Elder support}
            questions: [violence]
            steps:
              - {zh: 敲门, en: Knock}
        """,
        "standards.yaml": """
        standards:
          - {id: ordinary, acknowledge: 90s, arrive: 8min, settle: 2h, check: 1d, remind: 10min}
        """,
        "routing.yaml": """
        tables:
          - id: roles
            question: roles
            hit: collect
            rules:
              - id: elder-support
                when: report.category == "dispute/elder-support"
                then: [mediator, police]
                because: {zh: 须同时到场, en: Both must come}
            default: {then: [police], because: {zh: 先去看看, en: Go and look}}
          - id: severity
            question: severity
            hit: first
            rules: []
            default: {then: 3, because: {zh: 一般, en: Ordinary}}
          - id: standard
            question: standard
            hit: unique
            rules: []
            default: {then: ordinary, because: {zh: 一般, en: Ordinary}}
        """,
        "routing.tests.yaml": """
        cases:
          - id: elder-support
            report:
              category: dispute/elder-support
              area: 330824115216007
              at: 2026-03-04 22:30
              source: resident
              answers: {violence: true}
              text: 听到哭声
              exercise: true
            expect:
              roles: [police, mediator]
              severity: 3
              standard: ordinary
              fired: {roles: [elder-support], severity: []}
        """,
    ]

    /// The folder with one text in one file replaced.
    ///
    /// - Precondition: The file has the text.
    func replacing(_ old: String, with new: String, in file: String) -> MinimalFolder {
        var changed = self
        let text = files[file] ?? ""
        guard let range = text.firstRange(of: old) else {
            preconditionFailure("\(file) does not say '\(old)'")
        }
        changed.files[file] = text.replacingCharacters(in: range, with: new)
        return changed
    }

    /// The folder whose table of roles has its rules in a CSV file.
    func withRoles(inCSV csv: String) -> MinimalFolder {
        replacing(
            """
                rules:
                  - id: elder-support
                    when: report.category == "dispute/elder-support"
                    then: [mediator, police]
                    because: {zh: 须同时到场, en: Both must come}
            """, with: "    csv: routing.roles.csv", in: "routing.yaml"
        ).with("routing.roles.csv", csv)
    }

    /// The folder with a whole file replaced, or taken out.
    func with(_ file: String, _ text: String?) -> MinimalFolder {
        var changed = self
        changed.files[file] = text
        return changed
    }

    /// The folder as it would be read.
    func load() throws(CountyFileErrors) -> LoadedCounty {
        try CountyFolder.load(files: files.mapValues { Array($0.utf8) })
    }

    /// What is wrong with the folder, or nil if it is fine.
    func errors() -> CountyFileErrors? {
        do {
            _ = try load()
            return nil
        } catch {
            return error
        }
    }

    /// What is wrong with the folder, as a person would read it.
    func rendered(in language: Language = .english) -> String {
        errors()?.rendered(in: language) ?? "nothing is wrong"
    }
}

extension MinimalFolder {
    /// A catalogue of these data items of a river.
    static func river(items: String, mapping: String = "") -> String {
        """
        sources:
          - id: river
            title: {zh: 河, en: River}
            owner: {zh: 局, en: Bureau}
            url: https://river.example.org
            format: json
            every: 5min
            fresh: 15min
            sensitivity: public
            mapping: {key: record.no\(mapping)}
        items:
        \(items)
        """
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
