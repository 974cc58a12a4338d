/// The part of an event that may tell who somebody is.
///
/// The log seals it with the incident's own key; forgetting is deleting that key.
public struct PersonalData: Hashable, Sendable {
    /// Somebody whom a matter concerns.
    public struct Person: Hashable, Sendable {
        /// The name.
        public let name: String
        /// How to reach them, as given.
        public let contact: String?

        /// Somebody of that name.
        public init(name: String, contact: String? = nil) {
            self.name = name
            self.contact = contact
        }
    }

    /// What was written in free words.
    public var text: String?
    /// The reporter's or the party's name.
    public var name: String?
    /// How to reach them, as given.
    public var contact: String?
    /// Building, door, or another address below the grid.
    public var address: String?
    /// The parties of a mediation.
    public var parties: [Person]
    /// What each act of a mediation is, in the order of the acts.
    public var acts: [String]
    /// Photos, with the keys under which they lie sealed.
    public var attachments: [Attachment]

    /// Personal data; everything is optional.
    public init(
        text: String? = nil, name: String? = nil, contact: String? = nil, address: String? = nil,
        parties: [Person] = [], acts: [String] = [], attachments: [Attachment] = [],
    ) {
        self.parties = parties
        self.acts = acts
        self.attachments = attachments
        self.text = text
        self.name = name
        self.contact = contact
        self.address = address
    }

    /// Whether nothing is in it.
    public var isEmpty: Bool {
        text == nil && name == nil && contact == nil && address == nil && parties.isEmpty
            && acts.isEmpty && attachments.isEmpty
    }
}
