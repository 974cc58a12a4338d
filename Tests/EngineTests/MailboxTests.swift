import Testing

@testable import Engine

/// The queue in front of the engine.
struct MailboxTests {
    private let mailbox = Mailbox<Int>(capacity: 4)

    @Test func `what is urgent goes first, by itself, and never twice in a row`() throws {
        for number in 1...3 { try mailbox.put(number) }
        try mailbox.put(10, isUrgent: true)
        try mailbox.put(11, isUrgent: true)
        #expect(mailbox.take(2) == [10, 11])
        try mailbox.put(12, isUrgent: true)
        #expect(mailbox.take(2) == [1, 2])
        #expect(mailbox.take(2) == [12])
        try mailbox.put(13, isUrgent: true)
        #expect(mailbox.take(2) == [3])
        #expect(mailbox.take(2) == [13])
        #expect(mailbox.take(2) == [])
    }

    @Test func `each lane has room of its own, and no more`() throws {
        for number in 1...4 { try mailbox.put(number) }
        #expect(throws: Mailbox<Int>.Refusal.full) { try mailbox.put(5) }
        for number in 1...4 { try mailbox.put(number, isUrgent: true) }
        #expect(throws: Mailbox<Int>.Refusal.full) { try mailbox.put(5, isUrgent: true) }
    }

    @Test func `what is put back comes before what waits, also into a full or closed one`() throws {
        for number in 1...4 { try mailbox.put(number) }
        let taken = mailbox.take(2)
        try mailbox.put(5)
        try mailbox.put(6)
        mailbox.close()
        mailbox.putBack(taken)
        #expect(mailbox.take(10) == [1, 2, 3, 4, 5, 6])
        #expect(throws: Mailbox<Int>.Refusal.closed) { try mailbox.put(7) }
    }
}
