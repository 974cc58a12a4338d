import Governance

/// What other systems said, told in one sentence in each language.
enum FeedWords {
    static func sentence(for event: FeedEvent) -> LocalizedText {
        switch event {
        case .taken(let taking):
            text(
                "数据项 \(taking.feed)：变化 \(taking.changes.count) 条，拒收 \(taking.refused) 条",
                "Data item \(taking.feed): \(taking.changes.count) changes, \(taking.refused) refused"
            )
        case .quarantined(let quarantine):
            text(
                "数据项 \(quarantine.feed) 的新数据已隔离："
                    + quarantine.reasons.prefix(3).map(\.chinese).joined(separator: "；"),
                "New data of \(quarantine.feed) is kept out: "
                    + quarantine.reasons.prefix(3).map(\.english).joined(separator: "; "))
        case .released(let feed):
            text("数据项 \(feed) 恢复接收", "Data of \(feed) is taken again")
        }
    }

    static func sentence(for note: SourceNote) -> LocalizedText {
        switch note.kind {
        case .updated:
            text("来源平台（\(note.feed)）有更新", "The source (\(note.feed)) says something new")
        case .settled:
            text("来源平台（\(note.feed)）称已办结", "The source (\(note.feed)) says that all is settled")
        case .withdrawn:
            text(
                "来源平台（\(note.feed)）不再列出此事",
                "The source (\(note.feed)) does not list it any more")
        }
    }

    private static func text(_ chinese: String, _ english: String) -> LocalizedText {
        LocalizedText(chinese: chinese, english: english)
    }
}
