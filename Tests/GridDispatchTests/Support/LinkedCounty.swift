import Foundation

/// A small county's folder whose system is linked to another one.
enum LinkedCounty {
    /// The token by which each system knows the other, and the secret that signs webhooks.
    static let secrets = "LINK_TOKEN=s3cret\nLINK_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"

    /// How a system learns of the other's reports.
    enum Way: String, CaseIterable, Sendable {
        /// It reads the other's Open311 again and again.
        case poll
        /// The other sends each event over a webhook.
        case push
    }

    /// Writes the folder of a system whose neighbour is at `origin`.
    static func write(to folder: String, linkedTo origin: String, by way: Way) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        var files = common
        files["feeds.yaml"] = feeds(origin, way)
        files["channels.yaml"] = channels(origin, way)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
    }

    /// What the neighbour tells: of its own reports, and how ours go on with it.
    private static func feeds(_ origin: String, _ way: Way) -> String {
        let reports =
            switch way {
            case .poll:
                """
                    format: open311
                    path: /open311/v2/requests.json
                    pages: {window: 1d, size: 1000}
                    mapping:
                      area: record.address_id
                      category: record.service_code
                      opens: record.status == 'open'
                      closes: record.status == 'closed'
                """
            case .push:
                """
                    format: cloudevents
                    push: LINK_TOKEN
                    mapping:
                      key: record.subject.replace('incidents/', '')
                      area: "has(record.data.report) ? record.data.report.grid : ''"
                      category: "has(record.data.report) ? record.data.report.category : ''"
                      opens: record.type == 'griddispatch.report.accepted'
                      closes: record.type == 'griddispatch.incident.closed'
                      updates: "true"
                """
            }
        return """
            sources:
              - id: neighbour
                title: {zh: 邻县, en: Neighbour}
                owner: {zh: 邻县, en: Neighbour}
                url: \(origin)
                hosts: [127.0.0.1]
                every: 1s
                fresh: 1min
                sensitivity: public
            items:
              - id: neighbour-reports
                source: neighbour
                meaning: {zh: 邻县事项, en: Matters of the neighbour}
            \(reports)
              - id: neighbour-answers
                source: neighbour
                meaning: {zh: 邻县回复, en: How our matters go on with the neighbour}
                format: json
                push: LINK_TOKEN
                mapping:
                  key: record.id
                  title: record.note
                  incident: record.id
                  updates: record.status == 'open'
                  closes: record.status == 'closed'

            """
    }

    /// What the neighbour is told: how its matters go on with us, and of ours by webhook.
    private static func channels(_ origin: String, _ way: Way) -> String {
        let hook = """
              - id: hook
                kind: webhook
                title: {zh: 邻县, en: Neighbour}
                url: \(origin)/api/v1/feeds/neighbour-reports/events
                hosts: [127.0.0.1]
                secrets: [LINK_SECRET]
                token: LINK_TOKEN

            """
        return """
            channels:
            \(way == .push ? hook : "")\
              - id: answers
                kind: template
                title: {zh: 回复邻县, en: Answers to the neighbour}
                url: \(origin)/api/v1/feeds/neighbour-answers/items
                hosts: [127.0.0.1]
                headers:
                  Authorization: Bearer {{secret:LINK_TOKEN}}
                  Idempotency-Key: "{{id}}"
                body: '[{"id":"{{key}}","status":"{{status}}","note":"{{text}}"}]'
            subscriptions:
              - {channel: answers, to: {sources: [neighbour-reports]}}
            \(way == .push ? "  - {channel: hook, to: everybody}" : "")

            """
    }

    private static let common = [
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
              - {code: 330824115216, name: {zh: 溪东村, en: Xidong Village}, grids: 2}
        """,
        "roles.yaml": """
        supervisor: supervisor
        roles:
          - {id: warden, title: {zh: 网格长, en: Warden}}
          - {id: supervisor, title: {zh: 值班长, en: Duty officer}}
        """,
        "roster.yaml": """
        system: gcj02
        shifts:
          always: [{days: [mon-sun], from: "00:00", to: "24:00"}]
        responders:
          - id: duty
            name: {zh: 余丹, en: Yu Dan}
            roles: [supervisor, warden]
            coverage: [330824000000]
            shifts: [always]
            station: {latitude: 29.13, longitude: 118.41}
        """,
        "categories.yaml": """
        categories:
          - {id: environment/garbage, title: {zh: 暴露垃圾, en: Exposed garbage}, public: true}
        """,
        "standards.yaml": """
        standards:
          - {id: ordinary, acknowledge: 1h, arrive: 8h, settle: 20h, check: 1d, remind: 1h}
        """,
        "routing.yaml": """
        tables:
          - id: roles
            question: roles
            hit: collect
            rules: []
            default: {then: [warden], because: {zh: 先去看看, en: Go and look}}
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
        "routing.tests.yaml": "cases: []\n",
    ]
}
