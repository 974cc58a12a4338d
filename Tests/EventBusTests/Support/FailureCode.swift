import EventBus
import Testing

/// The code of the failure that `body` ends with, or nil if it does not fail.
func failureCode(of body: () async throws -> Void) async -> EventLogError.Code? {
    do {
        try await body()
        return nil
    } catch let error as EventLogError {
        #expect(!error.message.isEmpty)
        return error.code
    } catch {
        Issue.record("not an error of the log: \(error)")
        return nil
    }
}
