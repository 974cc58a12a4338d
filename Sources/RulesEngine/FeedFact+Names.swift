extension FeedFact {
    /// The names that follow `feeds.` in a condition.
    public static func names(in condition: SourceText) -> Set<String> {
        guard condition.text.contains("feeds") else { return [] }
        let found = condition.text.matches(of: /feeds\s*\.\s*([A-Za-z0-9_]+)/)
        return Set(found.map { String($0.output.1) })
    }
}
