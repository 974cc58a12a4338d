/// The names that follow `feeds.` in the conditions of a county.
///
/// A county has more than a hundred data items and its rules read a handful; every fact that is
/// declared takes a place in the facts of every report.
struct FeedNames {
    private var names: Set<String> = []

    init(in source: RuleSetSource) {
        for rule in source.tables.flatMap(\.rules) {
            let text = rule.condition.text
            guard text.contains("feeds") else { continue }
            for match in text.matches(of: /feeds\s*\.\s*([A-Za-z0-9_]+)/) {
                names.insert(String(match.output.1))
            }
        }
    }

    func contains(_ feed: FeedFact) -> Bool { names.contains(feed.name) }

    /// Whether every name is that of a feed; where one is not, all feeds are declared, so that the
    /// error can say what was meant.
    func areAll(among feeds: [FeedFact]) -> Bool {
        names.isSubset(of: feeds.map(\.name))
    }

    /// The facts that tell how old the feeds among these are, so that every decision that read one is
    /// kept with its age.
    static func ages(of facts: Set<String>) -> Set<String> {
        let feeds = facts.filter { $0.hasPrefix("feeds.") }.map { name in
            name.split(separator: ".").prefix(2).joined(separator: ".")
        }
        return Set(feeds.flatMap { ["\($0).ageMinutes", "\($0).isStale"] })
    }
}
