import DispatchCore
import Governance
import GridTesting
import Testing

/// Every arrow of the two lives, written out a second time: a change of the one in the sources must
/// be meant here too.
struct TransitionTests {
    /// Where each step leads from each state.
    ///
    /// Next to a state, `late` keeps only the step's time, `same` is nothing new, `no` is forbidden.
    static let assignments = """
        step        requested    notified     acknowledged enRoute  onScene done  declined timedOut     released
        notify      notified     same         same         same     same    same  same     same         same
        acknowledge acknowledged acknowledged same         late     late    late  no       acknowledged no
        decline     declined     declined     declined     declined no      no    same     no           no
        timeOut     timedOut     timedOut     no           no       no      no    no       no           no
        depart      enRoute      enRoute      enRoute      same     late    late  no       enRoute      no
        arrive      onScene      onScene      onScene      onScene  same    late  no       onScene      no
        finish      done         done         done         done     done    same  no       no           no
        release     released     released     released     released released no   no       released     no
        """

    /// Whether each step is allowed at each stage.
    static let incidents = """
        step       reported dispatching disposing disposed checked suspended rejected closed joined
        verify     yes      no          no        no       no      no        no       no     no
        file       yes      no          no        no       no      no        no       no     no
        reject     yes      no          no        no       no      no        no       no     no
        handleSelf yes      yes         no        no       no      no        no       no     no
        request    no       yes         yes       yes      no      no        no       no     no
        act        no       yes         yes       no       no      no        no       no     no
        stamp      no       yes         yes       yes      yes     yes       no       no     yes
        waive      no       yes         yes       no       no      no        no       no     no
        dispose    no       yes         yes       no       no      no        no       no     no
        check      no       no          no        yes      no      no        no       no     no
        rework     no       no          no        yes      yes     no        no       no     no
        close      no       no          no        no       yes     no        no       no     no
        sendBack   no       yes         yes       yes      no      no        no       no     no
        void       yes      yes         yes       yes      yes     yes       yes      no     no
        suspend    no       yes         yes       no       no      no        no       no     no
        resume     no       no          no        no       no      yes       no       no     no
        extend     yes      yes         yes       yes      yes     no        no       no     no
        supervise  yes      yes         yes       yes      yes     yes       no       no     no
        appeal     no       no          no        no       yes     no        yes      yes    no
        callBack   no       no          no        yes      yes     no        no       no     yes
        lapse      no       no          no        no       no      no        yes      no     no
        join       yes      yes         yes       no       no      no        no       no     no
        takeIn     yes      yes         yes       yes      yes     yes       no       no     no
        part       no       no          no        no       no      no        no       no     yes
        answerBoundary yes  yes         yes       no       no      no        no       no     no
        mediate    no       no          yes       yes      yes     no        no       no     no
        followUp   no       no          yes       yes      yes     yes       no       yes    no
        override   no       yes         yes       yes      no      no        no       no     no
        """

    /// Who may take each step; `assigned` is asked assignment by assignment for the first two.
    static let parties = """
        step       worker assigned local supervisor operator stranger
        verify     yes    yes      yes   yes        yes      no
        file       no     no       no    yes        yes      no
        reject     no     no       no    yes        yes      no
        handleSelf yes    no       no    yes        yes      no
        request    no     no       no    yes        yes      no
        act        yes    yes      yes   yes        yes      yes
        stamp      yes    yes      yes   yes        yes      yes
        waive      no     no       no    yes        yes      no
        dispose    no     no       no    no         no       no
        check      yes    no       no    yes        yes      no
        rework     no     no       no    yes        yes      no
        close      no     no       no    yes        yes      no
        sendBack   no     yes      no    yes        yes      no
        void       no     no       no    yes        yes      no
        suspend    no     no       no    yes        yes      no
        resume     no     no       no    yes        yes      no
        extend     no     no       no    yes        yes      no
        supervise  no     no       no    yes        yes      no
        appeal     yes    yes      yes   yes        yes      no
        callBack   no     no       no    yes        yes      no
        lapse      no     no       no    no         no       no
        join       no     no       no    yes        yes      no
        takeIn     no     no       no    no         no       no
        part       no     no       no    yes        yes      no
        answerBoundary yes yes     yes   yes        yes      no
        mediate    no     yes      no    yes        yes      no
        followUp   yes    yes      yes   yes        yes      no
        override   no     no       no    yes        yes      no
        """

    @Test func `every arrow of an assignment is the table's`() throws {
        let table = try Table(Self.assignments)
        #expect(table.columns == Assignment.State.allCases.map(\.rawValue))
        #expect(table.rows.map(\.name) == AssignmentStep.allCases.map { "\($0)" })
        for (step, row) in zip(AssignmentStep.allCases, table.rows) {
            for (state, cell) in zip(Assignment.State.allCases, row.cells) {
                let expected: AssignmentTransition?
                switch cell {
                case "no": expected = nil
                case "same": expected = .nothingNew
                case "late": expected = .stampLate
                default: expected = .move(try #require(Assignment.State(rawValue: cell)))
                }
                #expect(state.transition(for: step) == expected, "\(step) when \(state)")
            }
        }
    }

    @Test func `every arrow of an incident is the table's`() throws {
        let table = try Table(Self.incidents)
        #expect(table.columns == Incident.Stage.allCases.map(\.rawValue))
        #expect(table.rows.map(\.name) == IncidentStep.allCases.map { "\($0)" })
        for (step, row) in zip(IncidentStep.allCases, table.rows) {
            for (stage, cell) in zip(Incident.Stage.allCases, row.cells) {
                #expect(stage.allows(step) == (cell == "yes"), "\(step) when \(stage)")
            }
        }
    }

    @Test func `who may take a step is the table's`() throws {
        let table = try Table(Self.parties)
        #expect(table.columns == Party.allCases.map(\.rawValue))
        #expect(table.rows.map(\.name) == IncidentStep.allCases.map(\.rawValue))
        for (step, row) in zip(IncidentStep.allCases, table.rows) {
            for (party, cell) in zip(Party.allCases, row.cells) {
                #expect(step.isOpen(to: party) == (cell == "yes"), "\(step) by \(party)")
            }
        }
    }

    /// Commands obey the same table: whatever state an assignment is in, a command leads where the
    /// table says, does nothing, or is refused with that state in the refusal.
    @Test(arguments: Assignment.State.allCases)
    func `commands go where the table says`(state: Assignment.State) throws {
        let table = try Table(Self.assignments)
        let column = try #require(table.columns.firstIndex(of: state.rawValue))
        for row in table.rows {
            guard let action = Self.actions[row.name] else { continue }
            var story = try Self.story(leadingTo: state)
            let outcome = answer { () throws(Rejection) in try story.respond(1, action) }
            let after = story[1]?.assignments.first?.state
            switch row.cells[column] {
            case "no":
                #expect(outcome == .failure(.assignmentForbids(state)), "\(row.name)")
            case "same":
                #expect(outcome == .success([]), "\(row.name)")
            case "late":
                // It is stamped with its own time, and with none it is refused.
                #expect(outcome == .failure(.alreadyPassed(state)), "\(row.name)")
                let stamped = try story.respond(1, action, occurredAt: story.now)
                #expect(stamped.count == 1, "\(row.name)")
                #expect(story[1]?.assignments.first?.state == state, "\(row.name)")
            case let next:
                #expect(throws: Never.self, "\(row.name)") { try outcome.get() }
                #expect(after?.rawValue == next, "\(row.name)")
            }
        }
    }

    @Test(arguments: Incident.Stage.allCases)
    func `commands are refused at the wrong stage`(stage: Incident.Stage) throws {
        let table = try Table(Self.incidents)
        let column = try #require(table.columns.firstIndex(of: stage.rawValue))
        for row in table.rows {
            var story = try Self.story(leadingTo: stage)
            guard let action = Self.incidentActions(story)[row.name] else { continue }
            let outcome = answer { () throws(Rejection) in
                try story.perform(.example(action, personal: PersonalData(text: "why")))
            }
            switch (row.cells[column], stage) {
            case ("yes", _): #expect(throws: Never.self, "\(row.name)") { try outcome.get() }
            default: #expect(outcome == .failure(.stageForbids(stage)), "\(row.name)")
            }
            #expect(story.findings == [], "\(row.name)")
        }
    }
}

extension TransitionTests {
    static let actions: [String: @Sendable (Int) -> Command.Action] = [
        "notify": { .confirmNotified([$0], channel: "app") },
        "acknowledge": { .acknowledge($0) },
        "decline": { .decline($0, .busy) },
        "depart": { .depart($0) },
        "arrive": { .arrive($0, position: nil) },
        "finish": { .finish($0) },
    ]

    /// A command for each step of an incident that somebody can order.
    static func incidentActions(_ story: TownshipStory) -> [String: Command.Action] {
        let later = story.now + .hours(24 * 30)
        let kind = story[1]?.deadlines.first?.kind ?? .settle
        return [
            "verify": .verify(.holds), "file": .file, "reject": .reject,
            "handleSelf": .handleSelf, "request": .request(.supervisor, nil),
            "waive": .waive(.communityDirector), "check": .check,
            "rework": .rework([.communityDirector]), "close": .close, "sendBack": .sendBack,
            "void": .void, "suspend": .suspend(until: later), "resume": .resume,
            "extend": .extend(kind, to: later), "supervise": .supervise, "appeal": .appeal,
            "callBack": .callBack(.satisfied),
            "join": .join(SmallCounty.incident(story[1]?.stage == .joined ? 3 : 2)),
            "part": .part,
            "mediate": .recordMediation(.agreed, parties: 2, []),
            "override": .override(.assign(.supervisor, .countySupervisor)),
        ]
    }

    /// A story whose first assignment is in that state, while nobody else has its role.
    static func story(leadingTo state: Assignment.State) throws -> TownshipStory {
        var story = TownshipStory()
        // The elder-support dispute stays open whatever its first assignment does.
        try story.submit()
        switch state {
        case .requested: break
        case .notified: try story.respond(1) { .confirmNotified([$0], channel: "app") }
        case .acknowledged: try story.respond(1) { .acknowledge($0) }
        case .enRoute: try story.respond(1) { .depart($0) }
        case .onScene: try story.respond(1) { .arrive($0, position: nil) }
        case .done: try story.respond(1) { .finish($0) }
        case .declined: try story.respond(1) { .decline($0, .busy) }
        case .timedOut: story.wait(.minutes(1))
        case .released: try story.perform(.example(.waive(.communityDirector)))
        }
        try #require(story[1]?.assignments.first?.state == state)
        return story
    }

    /// A story whose incident is at that stage.
    static func story(leadingTo stage: Incident.Stage) throws -> TownshipStory {
        var settings = CountySettings()
        settings.followUp.appeal = .hours(24 * 7)
        let county = SmallCounty.make(settings: settings)
        var story = TownshipStory(
            Dispatcher(county: county, rules: SmallCounty.rules(for: county)))
        let isUnfiled = stage == .reported || stage == .rejected
        try story.submit(.example(.rubbish, from: isUnfiled ? .resident : .worker))
        // Another incident, which the first may be joined to.
        try story.submit(.example(.rubbish, serial: 2), serial: 2)
        let why = PersonalData(text: "why")
        if stage == .rejected { try story.perform(.example(.reject, personal: why)) }
        if stage == .suspended {
            let until = story.now + .hours(48)
            try story.perform(.example(.suspend(until: until), personal: why))
        }
        let stages: [Incident.Stage] = [
            .reported, .dispatching, .disposing, .suspended, .rejected, .joined,
        ]
        if stage == .disposing { try story.respond(1) { .arrive($0, position: nil) } }
        if !stages.contains(stage) { try story.respond(1) { .finish($0) } }
        if stage == .checked || stage == .closed { try story.perform(.example(.check)) }
        if stage == .closed { try story.perform(.example(.close)) }
        if stage == .joined { try story.perform(.example(.join(SmallCounty.incident(2)))) }
        try #require(story[1]?.stage ?? .closed == stage)
        return story
    }
}

extension TransitionTests {
    private func answer(
        _ command: () throws(Rejection) -> [Event],
    ) -> Result<[Event], Rejection> {
        do throws(Rejection) { return .success(try command()) } catch { return .failure(error) }
    }

    /// A table of words, the first line being its head.
    struct Table {
        let columns: [String]
        let rows: [(name: String, cells: [String])]

        init(_ text: String) throws {
            let lines = text.split(separator: "\n").map {
                $0.split(separator: " ").map(String.init)
            }
            let head = try #require(lines.first)
            columns = Array(head.dropFirst())
            rows = lines.dropFirst().map { (name: $0[0], cells: Array($0.dropFirst())) }
            try #require(rows.allSatisfy { $0.cells.count == head.count - 1 })
        }
    }
}
