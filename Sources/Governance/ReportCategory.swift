/// What a report can be about; categories form a hierarchy by the `/` in their names.
public struct ReportCategory: Hashable, Sendable {
    /// The name of a category, for example `dispute/elder-support`.
    public struct ID: NamedID {
        /// The name with the names of the categories around it, widest first.
        public let name: String

        /// The category of that name; whether the county has it is checked by the county.
        public init(trusted name: String) { self.name = name }
    }

    /// The name.
    public let id: ID
    /// The title that people see.
    public let title: LocalizedText
    /// What the reporter is asked about such a report.
    public let questions: [Question]
    /// What responders are advised to do, in order.
    public let steps: [LocalizedText]
    /// The steps that need a photo.
    public let photos: Set<PhotoStep>

    /// A step that may need a photo.
    public enum PhotoStep: String, CaseIterable, Sendable {
        /// 上报: the report.
        case report
        /// 自行处置: what a worker settled on the spot.
        case settle
        /// 反馈: what a responder has done.
        case finish
        /// 核查: that the result holds.
        case check
    }
    /// What those who come should be able to do or speak.
    public let skills: [Skill]
    /// Whether anybody may be told that there is such a matter, how far it has come and in which
    /// community; never what was said about it.
    public let isPublic: Bool

    /// A category as the county's folder states it.
    public init(
        id: ID, title: LocalizedText, questions: [Question] = [], steps: [LocalizedText] = [],
        photos: Set<PhotoStep> = [], skills: [Skill] = [], isPublic: Bool = false,
    ) {
        self.isPublic = isPublic
        self.photos = photos
        self.id = id
        self.title = title
        self.questions = questions
        self.steps = steps
        self.skills = skills
    }
}

/// A yes-or-no question that a category asks the reporter; rules may read the answer.
public struct Question: Hashable, Sendable {
    /// The name under which rules read the answer, for example `violence`.
    public let name: String
    /// The question as people see it.
    public let text: LocalizedText

    /// A question as the county's folder states it.
    public init(name: String, text: LocalizedText) {
        self.name = name
        self.text = text
    }
}
