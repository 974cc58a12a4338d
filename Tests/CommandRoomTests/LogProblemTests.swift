import Engine
import EventBus
import Governance
import HTTPTypes
import Testing

@testable import CommandRoom

struct LogProblemTests {
    private func title(_ code: EventLogError.Code) -> String {
        let error = EventLogError(code, "the test wants it so")
        return Problem(EngineError.logUnavailable(error)).title.english
    }

    @Test
    func `who cannot be told whether a command was kept is told just that`() {
        #expect(title(.io).hasPrefix("It is not known whether it was saved"))
        for code in EventLogError.Code.allCases where code != .io {
            #expect(title(code) == "It could not be saved and was not accepted; try again")
        }
    }

    @Test
    func `a read that fails says nothing about saving`() {
        let problem = Problem(EventLogError(.io, "the test wants it so"))
        #expect(problem.title.english == "The log is not available at present; try again")
        #expect(problem.code == "log.io")
        #expect(problem.headers[.retryAfter] == "5")
    }
}
