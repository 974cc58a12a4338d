import DispatchCore
import Governance
import GridTesting
import Testing

/// Steps that the category wants to see on a photo.
struct PhotoTests {
    private func story(_ photos: Set<ReportCategory.PhotoStep>) throws -> TownshipStory {
        let fire = ReportCategory(
            id: .fire, title: LocalizedText(chinese: "火情", english: "Fire"), photos: photos)
        let categories = SmallCounty.categories.map { $0.id == .fire ? fire : $0 }
        let county = SmallCounty.make(categories: categories)
        return TownshipStory(Dispatcher(county: county, rules: SmallCounty.rules(for: county)))
    }

    private func photo() throws -> PersonalData {
        let attachment = Attachment(
            id: .init(high: 1, low: 1), key: Array(repeating: 1, count: 32), type: .jpeg)
        return PersonalData(text: "done", attachments: [try #require(attachment)])
    }

    @Test func `a report without its photo is refused`() throws {
        var story = try story([.report])
        #expect(throws: Rejection.photoMissing(.report)) { try story.submit(.example(.fire)) }
        try story.perform(
            .example(.submit(.example(.fire)), by: .worker("li"), personal: photo()))
        #expect(story[1] != nil)
    }

    @Test func `work and check without their photos are refused, a repeat is not`() throws {
        var story = try story([.finish, .check])
        try story.submit(.example(.fire))
        #expect(throws: Rejection.photoMissing(.finish)) {
            try story.perform(.example(.finish(1)))
        }
        try story.perform(.example(.finish(1), personal: photo()))
        #expect(try story.perform(.example(.finish(1))) == [])
        #expect(throws: Rejection.photoMissing(.check)) { try story.perform(.example(.check)) }
        try story.perform(.example(.check, personal: photo()))
        #expect(story[1]?.stage == .checked)
    }

    @Test func `what was settled on the spot is shown`() throws {
        var story = try story([.settle])
        try story.submit(.example(.fire))
        #expect(throws: Rejection.photoMissing(.settle)) {
            try story.perform(.example(.handleSelf, personal: PersonalData(text: "done")))
        }
        try story.perform(.example(.handleSelf, personal: photo()))
        #expect(story[1]?.stage == .disposed)
    }
}
