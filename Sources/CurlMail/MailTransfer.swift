import CCurl
import CurlHTTP
import Glibc

/// One exchange with a mail server, on the thread that runs it.
final class MailTransfer {
    private let mail: Mail
    private let server: MailServer
    private var position = 0
    /// Whether libcurl has taken the whole text.
    private var isSent = false
    private var isAddressRefused = false

    init(_ mail: Mail, _ server: MailServer) {
        self.mail = mail
        self.server = server
    }

    /// Sends the mail; returns once the server has answered, or the limit of time is over.
    func run() -> Result<Void, MailFailure> {
        guard let easy = curl_easy_init() else { return .failure(MailFailure(.internalError)) }
        defer { curl_easy_cleanup(easy) }
        guard let recipients = curl_slist_append(nil, "<\(mail.recipient)>") else {
            return .failure(MailFailure(.internalError))
        }
        defer { curl_slist_free_all(recipients) }
        let codes = transport(easy) + envelope(easy, recipients) + callbacks(easy)
        guard codes.allSatisfy({ $0 == CURLE_OK }) else {
            return .failure(MailFailure(.internalError))
        }
        let code = curl_easy_perform(easy)
        guard code != CURLE_OK else { return .success(()) }
        return .failure(failure(code, reply: ccurl_get_long(easy, CURLINFO_RESPONSE_CODE)))
    }

    private func transport(_ easy: UnsafeMutableRawPointer) -> [CURLcode] {
        let scheme = server.security == .tls ? "smtps" : "smtp"
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        // The path is the name by which the server is greeted.
        let name = mail.sender.split(separator: "@").last ?? "localhost"
        var codes = [
            ccurl_set_text(easy, CURLOPT_URL, "\(scheme)://\(host):\(server.port)/\(name)"),
            ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            ccurl_set_text(easy, CURLOPT_PROXY, ""),
            ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1),
            ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, server.connectLimit.milliseconds),
            ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, server.wholeLimit.milliseconds),
            ccurl_set_long(
                easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, server.wholeLimit.milliseconds / 1_000 + 1),
            ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1),
            ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2),
        ]
        if server.security == .startTLS {
            codes.append(ccurl_set_long(easy, CURLOPT_USE_SSL, ccurl_tls_required))
        }
        if case .file(let path) = server.trust {
            codes.append(ccurl_set_text(easy, CURLOPT_CAINFO, path))
        }
        if let user = server.user {
            codes.append(ccurl_set_text(easy, CURLOPT_USERNAME, user))
            codes.append(ccurl_set_text(easy, CURLOPT_PASSWORD, server.password?.value ?? ""))
        }
        return codes
    }

    private func envelope(
        _ easy: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>,
    ) -> [CURLcode] {
        [
            ccurl_set_text(easy, CURLOPT_MAIL_FROM, "<\(mail.sender)>"),
            ccurl_set_pointer(easy, CURLOPT_MAIL_RCPT, recipients),
            ccurl_set_long(easy, CURLOPT_UPLOAD, 1),
        ]
    }

    /// The context is not retained: the transfer outlives the handle, which ends in ``run()``.
    private func callbacks(_ easy: UnsafeMutableRawPointer) -> [CURLcode] {
        let context = Unmanaged.passUnretained(self).toOpaque()
        return [
            ccurl_on_read(easy, Self.onRead, context),
            ccurl_on_socket(easy, Self.onSocket, context),
        ]
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> MailTransfer? {
        context.map { Unmanaged<MailTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let onRead: curl_read_callback = { buffer, size, count, context in
        guard let buffer, let transfer = of(context) else { return 0 }
        return transfer.copy(to: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
    }

    private static let onSocket: curl_opensocket_callback = { context, _, target in
        guard let target, let transfer = of(context), transfer.mayConnect(to: target) else {
            return CURL_SOCKET_BAD
        }
        let kind = target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(target.pointee.family, kind, target.pointee.protocol)
    }

    private func copy(to buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = mail.text[position...].prefix(buffer.count)
        buffer.copyBytes(from: piece)
        position += piece.count
        isSent = position == mail.text.count
        return piece.count
    }

    private func mayConnect(to target: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let length = target.pointee.addrlen
        guard let address = ccurl_address(target),
            getnameinfo(
                address, length, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) == 0,
            let address = IPAddress(
                String(decoding: host.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)),
            server.addresses.allows(address, for: server.host)
        else {
            isAddressRefused = true
            return false
        }
        return true
    }

    private func failure(_ code: CURLcode, reply: Int) -> MailFailure {
        if isAddressRefused { return MailFailure(.addressRefused) }
        // A final refusal settles it; anything else after the whole text leaves it open.
        let isInDoubt = isSent && !(400...599).contains(reply)
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return MailFailure(.nameUnresolved)
        case CURLE_COULDNT_CONNECT: return MailFailure(.connectFailed)
        case CURLE_LOGIN_DENIED: return MailFailure(.loginDenied, reply: reply)
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION:
            return MailFailure(.tlsFailed)
        case CURLE_OPERATION_TIMEDOUT: return MailFailure(.timeout, isInDoubt: isInDoubt)
        default: break
        }
        switch reply {
        case 400...499: return MailFailure(.deferred, reply: reply)
        case 500...599: return MailFailure(.refused, reply: reply)
        default: return MailFailure(.connectionLost, isInDoubt: isInDoubt)
        }
    }
}

extension Duration {
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
