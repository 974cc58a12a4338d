import CCurl
import CurlHTTP
import Dispatch

/// Sends mail over SMTP, each on a connection of its own.
public struct MailClient: Sendable {
    private let queue = DispatchQueue(label: "griddispatch.mail", attributes: .concurrent)

    /// A client without connections.
    public init() {}

    /// Sends a mail and returns once the server has taken it.
    ///
    /// It always ends within the server's limit of time, also when the task is cancelled.
    ///
    /// - Throws: ``MailFailure``, which says whether the server may have taken the mail after all.
    public func send(_ mail: Mail, through server: MailServer) async throws(MailFailure) {
        try mail.check()
        let result: Result<Void, MailFailure> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: MailTransfer(mail, server).run()) }
        }
        try result.get()
    }
}

extension Mail {
    /// Refuses addresses that could carry commands of their own.
    fileprivate func check() throws(MailFailure) {
        for address in [sender, recipient] {
            let isPlain = address.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && !"<>\"\\".utf8.contains($0)
            }
            guard isPlain, address.split(separator: "@").count == 2, address.utf8.count <= 254
            else { throw MailFailure(.invalid) }
        }
    }
}
