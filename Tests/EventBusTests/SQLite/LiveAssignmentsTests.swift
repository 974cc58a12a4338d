import EventBus
import Governance
import Testing

struct LiveAssignmentsTests {
    private let mediator = Sample.request(1).responder
    private let police = Sample.request(2, role: "police").responder

    @Test
    func `a responder's list is the same after the log was opened again`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        var story = SampleStory()
        for number in 1...3 {
            _ = try await log.append([story.accept(number)])
            _ = try await log.append([
                story.add(Array(SampleStory.life(of: number).prefix(2)), to: number)
            ])
        }
        _ = try await log.append([story.add([Sample.event(2, .assignmentDone(1))], to: 2)])
        let before = (
            try await log.assignments(of: mediator), try await log.assignments(of: police)
        )
        #expect(before.0.map(\.incident.id) == [Sample.id(3), Sample.id(1)])
        #expect(before.1.map(\.incident.id) == [Sample.id(3), Sample.id(2), Sample.id(1)])
        try await log.close()

        let again = try SQLiteEventLog.sample(in: path)
        #expect(try await again.assignments(of: mediator) == before.0)
        #expect(try await again.assignments(of: police) == before.1)
        try await again.close()
    }

    @Test
    func `the lists of an earlier version are taken over`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        try alter(path, FirstVersion.sql)
        try alter(
            path,
            """
            INSERT INTO incident VALUES (2, x'01900000000170008000000000000000', 1, 2, 'disposing', 1,
                'dispute/elder-support', 2, 330824102000000, 330824102201001, 0, NULL, 0);
            INSERT INTO incident_document VALUES (2, CAST('{}' AS BLOB));
            INSERT INTO assignment VALUES
                ('\(police)', x'01900000000170008000000000000000', 2),
                ('\(mediator)', x'01900000000170008000000000000000', 10),
                ('\(mediator)', x'01900000000170008000000000000000', 1);
            """)
        let log = try SQLiteEventLog.sample(in: path)
        #expect(try await log.assignments(of: mediator).map(\.number) == [1, 10])
        #expect(try await log.assignments(of: police).map(\.number) == [2])
        try await log.close()
    }

    @Test
    func `what nobody can read of a list keeps the log from nothing`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("log")
        let log = try SQLiteEventLog.sample(in: path)
        var story = SampleStory()
        _ = try await log.append([story.accept(1)])
        try await log.close()
        try alter(path, "UPDATE incident SET live = 'nonsense,2 \(police),x y,'")
        let again = try SQLiteEventLog.sample(in: path)
        #expect(try await again.assignments(of: police).map(\.number) == [2])
        #expect(try await again.assignments(of: Responder.ID(trusted: "y")) == [])
        try await again.close()
    }
}
