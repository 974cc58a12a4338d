import EventBus
import Governance
import TextFormats

/// What the public is told of an incident, as a service request of Open311 GeoReport v2: what kind
/// of matter, how far it has come, when, and in which village or community.
///
/// Nothing that somebody wrote, no position, no photo, no person and no role is in it.
struct PublicRequest {
    /// The statuses of Open311.
    enum Status: String, CaseIterable {
        case open, closed

        /// The status that sources of reports are told of too, see `NotificationTopic.status`.
        init(_ stage: Incident.Stage) {
            switch stage {
            case .rejected, .closed: self = .closed
            case .reported, .dispatching, .disposing, .disposed, .checked, .suspended, .joined:
                self = .open
            }
        }

        /// The stages that it stands for.
        var stages: Set<Incident.Stage> {
            Set(Incident.Stage.allCases.filter { Self($0) == self })
        }
    }

    let id: Incident.ID
    let category: ReportCategory
    let stage: Incident.Stage
    /// The narrowest area that is told.
    let community: AreaCode
    let requestedAt: Instant
    let updatedAt: Instant

    /// The request that an incident's document is; nil if the public is not told of it.
    ///
    /// An exercise is none. Nor is what another system gave: that system tells of it, and two
    /// systems that read each other do not find their own reports again.
    init?(_ stored: StoredIncident, in county: County) {
        guard let document = try? JSON.parse(stored.document),
            let category = document["category"]?.stringValue.flatMap({ ReportCategory.ID($0) })
                .flatMap({ county[$0] }), category.isPublic,
            document["exercise"] != true,
            document["source"]?.stringValue != Report.Source.feed.rawValue,
            let stage = document["stage"]?.stringValue.flatMap(Incident.Stage.init(rawValue:)),
            let area = document["grid"]?.stringValue.flatMap({ AreaCode($0) }),
            let acceptedAt = document["acceptedAt"]?.stringValue.flatMap({ Instant($0) })
        else { return nil }
        id = stored.id
        self.category = category
        self.stage = stage
        community = area.ancestor(at: .community) ?? area
        requestedAt = acceptedAt
        updatedAt =
            ["filedAt", "disposedAt", "checkedAt", "closedAt"]
            .compactMap { document[$0]?.stringValue.flatMap { Instant($0) } }
            .max() ?? acceptedAt
    }

    /// The request as the specification writes it.
    func json(in county: County) -> JSON {
        let centre = county.grids.centre(of: community)?.converted(to: .wgs84)
        let place = county.grids.placeName(of: community, in: .chinese)
        return [
            "service_request_id": .string(id.description),
            "status": .string(Status(stage).rawValue),
            "status_notes": .string(stage.words.bilingual),
            "service_name": .string(category.title.bilingual),
            "service_code": .string(category.id.name),
            "description": .string(category.title.bilingual),
            "agency_responsible": .null,
            "service_notice": .null,
            "requested_datetime": .string(requestedAt.description),
            "updated_datetime": .string(updatedAt.description),
            "expected_datetime": .null,
            "address": .string(place),
            "address_id": .string(community.description),
            "zipcode": .null,
            "lat": centre.map { .number($0.latitude) } ?? .null,
            "long": centre.map { .number($0.longitude) } ?? .null,
            "media_url": .null,
        ]
    }
}

extension LocalizedText {
    /// Both languages on one line, for those who ask for none.
    var bilingual: String { "\(chinese) \(english)" }
}
