public import Governance

/// A roster in which some roles have as many people as a plan gives them, where it puts them.
public struct StaffedRoster: Sendable {
    /// A part of the day in which somebody is on duty.
    public enum Watch: String, CaseIterable, Sendable {
        /// Day and night.
        case always
        /// From 6 to 14, from 14 to 22, and from 22 to 6.
        case early, late, night

        /// How many hours a day it lasts.
        public var hours: Int { self == .always ? 24 : 8 }

        /// The shift, every day.
        public var shift: Shift {
            let times: (Int, Int)? =
                switch self {
                case .always: nil
                case .early: (6, 14)
                case .late: (14, 22)
                case .night: (22, 6)
                }
            return times.map {
                Shift(
                    weekdays: Set(Weekday.allCases), startMinute: $0.0 * 60, endMinute: $0.1 * 60)
            } ?? .always
        }
    }

    /// Somebody who stands somewhere for a part of the day.
    public struct Post: Hashable, Sendable {
        /// As what.
        public let role: Role.ID
        /// In which community.
        public let community: AreaCode
        /// When.
        public let watch: Watch

        /// A post.
        public init(role: Role.ID, community: AreaCode, watch: Watch) {
            self.role = role
            self.community = community
            self.watch = watch
        }
    }

    /// `roster` with these posts in place of everybody whose first role is one of `roles`.
    ///
    /// People of the posts come to their whole township.
    public static func replacing(
        _ roles: Set<Role.ID>, of roster: [Responder], with posts: [Post], in county: County,
    ) -> [Responder] {
        let others = roster.filter { responder in
            responder.roles.first.map { !roles.contains($0) } ?? true
        }
        var counts: [Role.ID: Int] = [:]
        let placed = posts.map { post in
            counts[post.role, default: 0] += 1
            let number = counts[post.role] ?? 0
            let title = county[post.role]?.title
            return Responder(
                id: Responder.ID(trusted: "plan-\(number)-\(post.role)"),
                name: LocalizedText(
                    chinese: "\(title?.chinese ?? "") \(number)",
                    english: "\(title?.english ?? "") \(number)"),
                roles: [post.role],
                coverage: [post.community.ancestor(at: .township) ?? post.community],
                station: county.grids.centre(of: post.community), shifts: [post.watch.shift])
        }
        return others + placed
    }
}
