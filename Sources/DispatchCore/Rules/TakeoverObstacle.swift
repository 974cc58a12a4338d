public import Governance

/// Why another version of the county cannot take over while the system runs.
///
/// A version may bring other rules, people, roles, categories, limits, office hours and places.
/// It may not be another county's, may not move its clocks, and may not lack what an open incident
/// still needs.
public enum TakeoverObstacle: Hashable, Sendable {
    /// What an open incident needs.
    public enum Need: Hashable, Sendable {
        /// The place that it was reported from.
        case area(AreaCode)
        /// The category that it was reported under.
        case category(ReportCategory.ID)
        /// The limits that it is held to.
        case standard(ResponseStandard.ID)
        /// A role that must come, or as which somebody comes.
        case role(Role.ID)
        /// Somebody who was asked and has not done yet.
        case responder(Responder.ID)
    }

    /// It is the folder of another county.
    case otherCounty(AreaCode)
    /// Its clocks are in another time zone.
    case otherTimeZone(String)
    /// It lacks something that this open incident needs.
    case lacks(Need, Incident.ID)

    /// How many obstacles are told.
    public static let maximum = 20
}

extension County {
    /// Why `next` cannot take over from this version; empty if it can.
    ///
    /// Open incidents are looked at only where `next` lacks something that this version has.
    public func obstacles(
        to next: County, open incidents: some Sequence<Incident>,
    ) -> [TakeoverObstacle] {
        guard next.grids.county.code == grids.county.code else {
            return [.otherCounty(next.grids.county.code)]
        }
        guard next.timeZone == timeZone else { return [.otherTimeZone(next.timeZone.name)] }
        let lacking = Lacking(self, next)
        guard !lacking.isEmpty else { return [] }
        var obstacles: [TakeoverObstacle] = []
        for incident in incidents {
            obstacles += lacking.needs(of: incident).map { .lacks($0, incident.id) }
            guard obstacles.count < TakeoverObstacle.maximum else { break }
        }
        return Array(obstacles.prefix(TakeoverObstacle.maximum))
    }
}

/// What a version has and the next one has not.
private struct Lacking {
    let areas: Set<AreaCode>
    let categories: Set<ReportCategory.ID>
    let standards: Set<ResponseStandard.ID>
    let roles: Set<Role.ID>
    let responders: Set<Responder.ID>

    init(_ county: County, _ next: County) {
        areas = Set(county.grids.areas.map(\.code)).subtracting(next.grids.areas.map(\.code))
        categories = Set(county.categories.map(\.id)).subtracting(next.categories.map(\.id))
        standards = Set(county.standards.map(\.id)).subtracting(next.standards.map(\.id))
        roles = Set(county.roles.map(\.id)).subtracting(next.roles.map(\.id))
        responders = Set(county.roster.map(\.id)).subtracting(next.roster.map(\.id))
    }

    var isEmpty: Bool {
        areas.isEmpty && categories.isEmpty && standards.isEmpty && roles.isEmpty
            && responders.isEmpty
    }

    /// What of it an open incident needs, each once.
    func needs(of incident: Incident) -> [TakeoverObstacle.Need] {
        var needs: [TakeoverObstacle.Need] = []
        func note(_ need: TakeoverObstacle.Need, _ isLacking: Bool) {
            if isLacking, !needs.contains(need) { needs.append(need) }
        }
        let report = incident.report
        note(.area(report.area), areas.contains(report.area))
        note(.category(report.category), categories.contains(report.category))
        if let standard = incident.decision?.standard {
            note(.standard(standard), standards.contains(standard))
        }
        for role in incident.requiredRoles { note(.role(role), roles.contains(role)) }
        for assignment in incident.assignments where assignment.state.isLive {
            note(.role(assignment.role), roles.contains(assignment.role))
            note(.responder(assignment.responder), responders.contains(assignment.responder))
        }
        return needs
    }
}
