import Governance

/// categories.yaml: what can be reported, what is asked about it, and what to do.
struct CategoriesPart {
    private(set) var categories: [ReportCategory] = []
    /// What each category asks, without the categories of which that could not be read in full.
    private(set) var askedNames: [ReportCategory.ID: [String]] = [:]
    private var questions: [String: Question] = [:]

    init(_ root: YAMLNode?, _ reading: inout Reading) {
        let fields = reading.fields(root, required: ["categories"], optional: ["questions"])
        if fields == nil { reading.names.markUnreadable(.question) }
        for (key, value) in reading.mapping(fields?["questions"]) ?? [] {
            guard let name = Self.questionName(key, &reading) else { continue }
            guard let text = reading.localizedText(value) else { continue }
            questions[name] = Question(name: name, text: text)
        }
        for node in reading.mainList(fields?["categories"], defining: .category) {
            if let category = category(node, &reading) { categories.append(category) }
        }
    }

    /// The name of a question; conditions read its answer as a field, so it must look like one.
    private static func questionName(_ node: YAMLNode, _ reading: inout Reading) -> String? {
        guard let text = reading.text(node) else { return nil }
        let isName = text.utf8.enumerated().allSatisfy { index, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): index > 0
            default: false
            }
        }
        guard isName, text.utf8.count <= 64 else {
            reading.addBad(
                node, "'\(text)' is not the name of a question: a-z, then a-z, 0-9 and _",
                "“\(text)”不是问题的名称：以 a-z 开头，后接 a-z、0-9 和 _")
            return nil
        }
        reading.define(.question, text, at: node.place)
        return text
    }

    private mutating func category(_ node: YAMLNode, _ reading: inout Reading) -> ReportCategory? {
        let fields = reading.fields(
            node, required: ["id", "title"],
            optional: ["questions", "steps", "photos", "skills", "languages", "public"])
        guard let fields else { return nil }
        let id: ReportCategory.ID? = reading.definition(fields["id"], .category)
        let title = reading.localizedText(fields["title"])
        let names: [QuestionName] = reading.references(fields["questions"], .question)
        let steps = (reading.list(fields["steps"]) ?? []).compactMap { reading.localizedText($0) }
        let photos = (reading.list(fields["photos"]) ?? []).compactMap {
            reading.choice($0, of: ReportCategory.PhotoStep.self)
        }
        let skills = reading.skills(fields)
        let isPublic = reading.boolean(fields["public"]) ?? false
        let asked = names.compactMap { questions[$0.name] }
        if let id, asked.count == names.count { askedNames[id] = names.map(\.name) }
        guard let id, let title else { return nil }
        return ReportCategory(
            id: id, title: title, questions: asked, steps: steps, photos: Set(photos),
            skills: skills, isPublic: isPublic)
    }
}

/// The name of a question, as categories and cases use it.
struct QuestionName: NamedID {
    let name: String

    init(trusted name: String) { self.name = name }
}
