import Governance
import Testing
import TextFormats

struct EventJSONTests {
    private static let start = Instant(secondsSinceEpoch: 1_795_000_000)

    private static func report(position: Coordinate?) throws -> Report {
        Report(
            id: Report.ID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001),
            category: try #require(ReportCategory.ID("dispute/elder-support")),
            area: try #require(AreaCode("330824102201001")), coordinate: position,
            source: .resident, answers: ["violence": true, "alone": false, "三": true],
            occurredAt: start + .microseconds(1), isExercise: true)
    }

    private static func decision() throws -> RoutingDecision {
        RoutingDecision(
            version: try #require(CountyVersion(String(repeating: "0f", count: 32))),
            roles: [Role.ID(trusted: "police"), Role.ID(trusted: "mediator")], severity: .critical,
            standard: ResponseStandard.ID(trusted: "within-8-minutes"),
            tables: [
                RoutingDecision.TableOutcome(
                    table: "roles", fired: ["sobbing"], usedDefault: false, faults: ["no such key"])
            ],
            facts: [
                RoutingDecision.FactRead(name: "report.category", value: "\"dispute\""),
                RoutingDecision.FactRead(name: "report.text", value: nil),
            ])
    }

    private static func request(distance: Metres?) -> AssignmentRequest {
        AssignmentRequest(
            number: 1, role: Role.ID(trusted: "mediator"),
            responder: Responder.ID(trusted: "huabu-mediator-1"),
            reason: SelectionReason(rung: .substitute, distance: distance, others: 2, load: 1),
            acknowledgeBy: start)
    }

    /// Every kind of event with the JSON that stands for it.
    private static func examples() throws -> [(Event.Kind, type: String, json: String)] {
        try callExamples() + stepExamples() + lifeExamples() + ruleExamples()
    }

    /// From the report to the request of responders.
    private static func callExamples() throws -> [(Event.Kind, type: String, json: String)] {
        let version = String(repeating: "0f", count: 32)
        let time = #""2026-11-18T11:06:40Z""#
        return [
            (
                .countyActivated(try #require(CountyVersion(version))), "county.activated",
                #"{"version":"\#(version)"}"#
            ),
            (
                .reportAccepted(try report(position: nil), number: 12, fileBy: nil),
                "report.accepted",
                """
                {"report":{"id":"01900000-0000-7000-8000-000000000001",\
                "category":"dispute/elder-support","grid":"330824102201001","source":"resident",\
                "answers":{"alone":false,"violence":true,"三":true},\
                "occurredAt":"2026-11-18T11:06:40.000001Z","exercise":true},"number":12}
                """
            ),
            (
                .reportAccepted(
                    try report(
                        position: Coordinate(latitude: 29.5, longitude: 118.25, system: .gcj02)),
                    number: 1, fileBy: start), "report.accepted",
                """
                {"report":{"id":"01900000-0000-7000-8000-000000000001",\
                "category":"dispute/elder-support","grid":"330824102201001",\
                "position":{"latitude":29.5,"longitude":118.25,"system":"gcj02"},\
                "source":"resident","answers":{"alone":false,"violence":true,"三":true},\
                "occurredAt":"2026-11-18T11:06:40.000001Z","exercise":true},"number":1,\
                "fileBy":\(time)}
                """
            ),
            (
                .incidentFiled(try decision(), arriveBy: start, settleBy: start + .seconds(1)),
                "incident.filed",
                """
                {"decision":{"version":"\(version)","roles":["police","mediator"],"severity":1,\
                "standard":"within-8-minutes","degraded":true,"tables":[{"table":"roles",\
                "fired":["sobbing"],"usedDefault":false,"faults":["no such key"]}],"facts":[{\
                "name":"report.category","value":"\\"dispute\\""},{"name":"report.text",\
                "value":null}]},"arriveBy":\(time),"settleBy":"2026-11-18T11:06:41Z"}
                """
            ),
            (
                .respondersRequested([request(distance: Metres(812.5)), request(distance: nil)]),
                "responders.requested",
                """
                {"requests":[{"number":1,"role":"mediator","responder":"huabu-mediator-1",\
                "reason":{"rung":"substitute","distanceMetres":812.5,"others":2,"load":1},\
                "acknowledgeBy":\(time)},{"number":1,"role":"mediator",\
                "responder":"huabu-mediator-1","reason":{"rung":"substitute","others":2,"load":1},\
                "acknowledgeBy":\(time)}]}
                """
            ),
            (
                .respondersNotified([1, 2], channel: "电话"), "responders.notified",
                #"{"numbers":[1,2],"channel":"电话"}"#
            ),
            (.assignmentAcknowledged(1), "assignment.acknowledged", #"{"number":1}"#),
        ]
    }

    /// What is done to the versions of the county.
    private static func ruleExamples() throws -> [(Event.Kind, type: String, json: String)] {
        let digits = String(repeating: "0f", count: 32)
        let version = try #require(CountyVersion(digits))
        let types: [(RulesChange.Step, String)] = [
            (.reloaded, "rules.reloaded"), (.activated, "rules.activated"),
            (.rolledBack, "rules.rolledback"), (.shadowStarted, "shadow.started"),
            (.shadowStopped, "shadow.stopped"),
        ]
        let failed: (Event.Kind, type: String, json: String) = (
            .rulesFailed(tables: ["severity"]), "rules.failed", #"{"tables":["severity"]}"#
        )
        return [failed]
            + types.map { step, type in
                (
                    .rulesChanged(RulesChange(step, of: version, because: "夜间")), type,
                    #"{"version":"\#(digits)","reason":"夜间"}"#
                )
            }
    }

    /// What happens beside the main path.
    private static func lifeExamples() -> [(Event.Kind, type: String, json: String)] {
        let time = #""2026-11-18T11:06:40Z""#
        return [
            (.deadlineNear(.settle), "deadline.near", #"{"kind":"settle"}"#),
            (.deadlineUncertain(.check), "deadline.uncertain", #"{"kind":"check"}"#),
            (.reportVerified(.unfounded), "report.verified", #"{"finding":"unfounded"}"#),
            (
                .incidentRejected(appealBy: start), "incident.rejected",
                #"{"appealBy":\#(time)}"#
            ),
            (
                .incidentSelfHandled(checkBy: start), "incident.selfhandled",
                #"{"checkBy":\#(time)}"#
            ),
            (.incidentReturned(fileBy: start), "incident.returned", #"{"fileBy":\#(time)}"#),
            (.incidentVoided, "incident.voided", "{}"),
            (.incidentSuspended(until: start), "incident.suspended", #"{"until":\#(time)}"#),
            (
                .incidentResumed([Incident.Due(.arrive, at: start)]), "incident.resumed",
                #"{"deadlines":[{"kind":"arrive","due":\#(time)}]}"#
            ),
            (
                .deadlineExtended(.close, to: start), "deadline.extended",
                #"{"kind":"close","to":\#(time)}"#
            ),
            (.supervisionOrdered(nil), "supervision.ordered", "{}"),
            (.supervisionOrdered(.file), "supervision.ordered", #"{"missed":"file"}"#),
            (
                .incidentReopened(settleBy: start), "incident.reopened",
                #"{"settleBy":\#(time)}"#
            ),
            (
                .reworkOrdered([Role.ID(trusted: "police")], settleBy: start), "rework.ordered",
                #"{"roles":["police"],"settleBy":\#(time)}"#
            ),
            (.appealLodged(answerBy: start), "appeal.lodged", #"{"answerBy":\#(time)}"#),
            (
                .reporterCalledBack(.dissatisfied), "reporter.calledback",
                #"{"result":"dissatisfied"}"#
            ),
            (
                .sourceHeard(SourceNote(.withdrawn, feed: "hotline")), "source.heard",
                #"{"kind":"withdrawn","feed":"hotline"}"#
            ),
        ] + joiningExamples() + feedExamples()
    }

    /// What becomes of the data of other systems.
    private static func feedExamples() -> [(Event.Kind, type: String, json: String)] {
        let taking = FeedTaking(
            feed: "gauges", way: .push, digest: "ab", records: 3, unchanged: 1, refused: 0,
            changes: [FeedChange(.withdrawn, key: "2")])
        let quarantine = FeedQuarantine(
            feed: "gauges", digest: "ab", reasons: [LocalizedText(chinese: "少", english: "few")])
        return [
            (
                .feed(.taken(taking)), "feed.taken",
                #"{"feed":"gauges","way":"push","digest":"ab","records":3,"unchanged":1,"#
                    + #""refused":0,"changes":[{"kind":"withdrawn","key":"2"}]}"#
            ),
            (
                .feed(.quarantined(quarantine)), "feed.quarantined",
                #"{"feed":"gauges","digest":"ab","reasons":[{"zh":"少","en":"few"}]}"#
            ),
            (.feed(.released(feed: "gauges")), "feed.released", #"{"feed":"gauges"}"#),
        ]
    }

    private static func joiningExamples() -> [(Event.Kind, type: String, json: String)] {
        let time = #""2026-11-18T11:06:40Z""#
        let id = Incident.ID(high: 0x019A_9000_0000_7000, low: 0x8000_0000_0000_0007)
        let text = #""019a9000-0000-7000-8000-000000000007""#
        return [
            (.incidentJoined(into: id), "incident.joined", #"{"into":\#(text)}"#),
            (.reportJoined(id), "report.joined", #"{"incident":\#(text),"roles":[]}"#),
            (
                .reportJoined(id, roles: [Role.ID(trusted: "police")], arriveBy: start),
                "report.joined",
                #"{"incident":\#(text),"roles":["police"],"rolesBy":\#(time)}"#
            ),
            (
                .incidentParted(from: id, [Incident.Due(.file, at: start)]), "incident.parted",
                #"{"from":\#(text),"deadlines":[{"kind":"file","due":\#(time)}]}"#
            ),
            (.reportParted(id), "report.parted", #"{"incident":\#(text)}"#),
            (.matterRecurred(in: id), "matter.recurred", #"{"incident":\#(text)}"#),
        ] + followUpExamples()
    }

    private static func followUpExamples() -> [(Event.Kind, type: String, json: String)] {
        let time = #""2026-11-18T11:06:40Z""#
        guard let village = AreaCode("330824102201") else { return [] }
        return [
            (
                .boundaryNoted([village], answerBy: start), "boundary.noted",
                #"{"areas":["330824102201"],"informed":[],"answerUntil":\#(time)}"#
            ),
            (
                .boundaryNoted([village], informed: [Responder.ID(trusted: "li")]),
                "boundary.noted", #"{"areas":["330824102201"],"informed":["li"]}"#
            ),
            (
                .boundaryAnswered(village, byDefault: false), "boundary.answered",
                #"{"area":"330824102201","byDefault":false}"#
            ),
            (
                .mediationRecorded(
                    .agreed, parties: 2, [Mediation.Appointment(.promise, due: start)],
                    warnBefore: .hours(24)),
                "mediation.recorded",
                #"{"result":"agreed","parties":2,"acts":[{"kind":"promise","due":"#
                    + #"\#(time)}],"warnActsSeconds":86400}"#
            ),
            (.actSettled(1, kept: false), "act.settled", #"{"number":1,"kept":false}"#),
            (.actNear(2), "act.near", #"{"number":2}"#),
            (
                .actMissed(3, remindAt: start), "act.missed",
                #"{"number":3,"remindAt":\#(time)}"#
            ),
            (
                .followUpBegun(until: start, appealBy: nil), "followup.begun",
                #"{"until":\#(time)}"#
            ),
            (
                .followUpBegun(until: start, appealBy: start), "followup.begun",
                #"{"until":\#(time),"appealUntil":\#(time)}"#
            ),
            (.followUpEnded(isStable: nil), "followup.ended", "{}"),
            (.followUpEnded(isStable: true), "followup.ended", #"{"stable":true}"#),
        ]
    }

    /// What responders and operators do then.
    private static func stepExamples() -> [(Event.Kind, type: String, json: String)] {
        let time = #""2026-11-18T11:06:40Z""#
        return [
            (
                .assignmentDeclined(2, reason: .tooFar), "assignment.declined",
                #"{"number":2,"reason":"tooFar"}"#
            ),
            (.assignmentTimedOut(3), "assignment.timedout", #"{"number":3}"#),
            (.responderEnRoute(4), "responder.enroute", #"{"number":4}"#),
            (.responderOnScene(5, position: nil), "responder.onscene", #"{"number":5}"#),
            (
                .responderOnScene(5, position: Coordinate(latitude: 29, longitude: -118.25)),
                "responder.onscene",
                #"{"number":5,"position":{"latitude":29.0,"longitude":-118.25,"system":"wgs84"}}"#
            ),
            (.assignmentDone(6), "assignment.done", #"{"number":6}"#),
            (.assignmentReleased(7), "assignment.released", #"{"number":7}"#),
            (
                .roleUnfilled(Role.ID(trusted: "police"), fillBy: start), "role.unfilled",
                #"{"role":"police","fillBy":\#(time)}"#
            ),
            (.roleWaived(Role.ID(trusted: "police")), "role.waived", #"{"role":"police"}"#),
            (.incidentDisposed(checkBy: start), "incident.disposed", #"{"checkBy":\#(time)}"#),
            (.incidentChecked(closeBy: start), "incident.checked", #"{"closeBy":\#(time)}"#),
            (.incidentClosed, "incident.closed", "{}"),
            (
                .deadlineMissed(.arrive, remindAt: start), "deadline.missed",
                #"{"kind":"arrive","remindAt":\#(time)}"#
            ),
        ]
    }

    @Test
    func `every kind of event is written so and read back the same`() throws {
        for (kind, type, text) in try Self.examples() {
            var writer = JSONWriter()
            writer.value(kind)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
            #expect(kind.type == "griddispatch." + type)
            #expect(try Event.Kind(type: kind.type, json: JSON.parse(text)) == kind)
        }
    }

    @Test
    func `what a report stated and is not reckoned with is read back, and may be missing`() throws {
        let given = try #require(Coordinate(latitude: 0, longitude: 0, system: .gcj02))
        let report = try Self.report(position: nil)
        let doubted = report.reckoned(
            at: nil, occurredAt: Self.start,
            doubting: [.position(given), .occurredAt(Self.start + .hours(9))])
        for report in [report, doubted] {
            let kind = Event.Kind.reportAccepted(report, number: 1, fileBy: nil)
            var writer = JSONWriter()
            writer.value(kind)
            let text = String(decoding: writer.bytes, as: UTF8.self)
            #expect(text.contains("stated") == !report.doubts.isEmpty)
            #expect(try Event.Kind(type: kind.type, json: JSON.parse(text)) == kind)
        }
    }

    @Test
    func `what is taken of a feed is read back with all that may be there`() throws {
        let id = Incident.ID(high: 0x019A_8000_0000_7000, low: 0x8000_0000_0000_0001)
        let taking = FeedTaking(
            feed: "gauges", way: .poll, digest: "ab", records: 3, unchanged: 1, refused: 1,
            changes: [
                FeedChange(.added, key: "1", digest: "cd", item: ["key": "1"], incident: id),
                FeedChange(.refused, key: "2", incident: id),
            ], shape: ["count": 3])
        let kind = Event.Kind.feed(.taken(taking))
        var writer = JSONWriter()
        writer.value(kind)
        #expect(try Event.Kind(type: kind.type, json: JSON.parse(writer.bytes)) == kind)
    }

    @Test
    func `a member left out, added or of another type is named`() throws {
        var faults = 0
        for (kind, _, text) in try Self.examples() {
            let json = try JSON.parse(text)
            for (path, broken) in breakages(of: json, at: "") {
                #expect(throws: EventDecodingError.self, "\(kind.type) \(path)") {
                    do throws(EventDecodingError) {
                        _ = try Event.Kind(type: kind.type, json: broken)
                    } catch {
                        guard case .faults(let all) = error else { throw error }
                        let pointers = all.faults.map(\.pointer)
                        #expect(
                            pointers.contains { path.hasPrefix($0) && !$0.isEmpty },
                            "\(path) is not named by \(all)")
                        faults += 1
                        throw error
                    }
                }
            }
        }
        #expect(faults > 100)
    }

    @Test
    func `an unknown type is told by name`() {
        for type in ["", "report.accepted", "griddispatch.report.accepted ", "griddispatch."] {
            #expect(throws: EventDecodingError.unknownType(type)) {
                _ = try Event.Kind(type: type, json: [:])
            }
        }
    }

    @Test
    func `values outside their range are faults and no trap`() throws {
        let cases: [(type: String, json: String, pointer: String)] = [
            ("assignment.done", #"{"number":1.5}"#, "/number"),
            ("assignment.done", #"{"number":99999999999999999999}"#, "/number"),
            ("responders.notified", #"{"numbers":[1,"2"],"channel":""}"#, "/numbers"),
            ("county.activated", #"{"version":"0F"}"#, "/version"),
            ("role.waived", #"{"role":"Police"}"#, "/role"),
            ("role.waived", #"{"role":""}"#, "/role"),
            ("deadline.missed", #"{"kind":"never","remindAt":"2026-11-18T11:06:40Z"}"#, "/kind"),
            ("deadline.missed", #"{"kind":"arrive","remindAt":"2026-11-18"}"#, "/remindAt"),
            (
                "responder.onscene",
                #"{"number":1,"position":{"latitude":91,"longitude":0,"system":"wgs84"}}"#,
                "/position/latitude"
            ),
            (
                "responder.onscene",
                #"{"number":1,"position":{"latitude":1,"longitude":0,"system":"mars"}}"#,
                "/position/system"
            ),
        ]
        for (type, text, pointer) in cases {
            do {
                _ = try Event.Kind(type: "griddispatch." + type, json: JSON.parse(text))
                Issue.record("\(text) was taken")
            } catch EventDecodingError.faults(let faults) {
                #expect(faults.faults.map(\.pointer) == [pointer])
            }
        }
    }

    @Test
    func `a distance that is no number is left out`() throws {
        for value in [Double.nan, .infinity, -.infinity] {
            var writer = JSONWriter()
            writer.value(SelectionReason(rung: .role, distance: Metres(value)))
            #expect(
                String(decoding: writer.bytes, as: UTF8.self)
                    == #"{"rung":"role","others":0,"load":0}"#)
        }
    }

    @Test
    func `personal data is written and read back with what is there`() throws {
        let examples: [(PersonalData, String)] = [
            (PersonalData(), "{}"),
            (PersonalData(text: "哭声\n\"", name: ""), #"{"text":"哭声\n\"","name":""}"#),
            (
                PersonalData(text: "t", name: "n", contact: "c", address: "a"),
                #"{"text":"t","name":"n","contact":"c","address":"a"}"#
            ),
        ]
        for (personal, text) in examples {
            var writer = JSONWriter()
            writer.value(personal)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
            #expect(try PersonalData(json: JSON.parse(text)) == personal)
        }
        for text in ["[]", #"{"text":1}"#, #"{"phone":"1"}"#] {
            #expect(throws: FieldFaults.self) { try PersonalData(json: JSON.parse(text)) }
        }
    }

    /// The document with one member taken out, doubled under another name, or of another type, at
    /// every place where that makes it wrong.
    private func breakages(of json: JSON, at path: String) -> [(path: String, json: JSON)] {
        switch json {
        case .object(let object):
            // Names under `answers` are free, and so is how many there are.
            let isFree = path.hasSuffix("/answers")
            return object.flatMap { member -> [(String, JSON)] in
                let here = path + "/" + member.key
                var changes: [(String, JSON)] = []
                let optional = [
                    "position", "fileBy", "distanceMetres", "value", "missed", "warnBeforeSeconds",
                    "rolesBy", "answerUntil", "appealUntil", "stable",
                ]
                if !isFree, !optional.contains(member.key) {
                    changes.append((here, .object(object.setting(member.key, nil))))
                }
                if !isFree {
                    changes.append(
                        (here + "x", .object(object.setting(member.key + "x", member.value))))
                }
                changes +=
                    (breakages(of: member.value, at: here) + [(here, member.value.otherType)])
                    .map { ($0, .object(object.setting(member.key, $1))) }
                return changes
            }
        case .array(let elements):
            return elements.enumerated().flatMap { index, element in
                (breakages(of: element, at: "\(path)/\(index)")
                    + [("\(path)/\(index)", element.otherType)]).map { place, broken in
                        var changed = elements
                        changed[index] = broken
                        return (place, .array(changed))
                    }
            }
        default: return []
        }
    }
}

extension JSONObject {
    fileprivate func setting(_ key: String, _ value: JSON?) -> JSONObject {
        var copy = self
        copy[key] = value
        return copy
    }
}

extension JSON {
    /// A value of another type.
    fileprivate var otherType: JSON {
        switch self {
        case .object: "an object no more"
        case .array: false
        case .bool: "true"
        case .string: 1
        case .integer, .number: "1"
        case .null: 1
        }
    }
}
