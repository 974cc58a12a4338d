import CCurl
import Glibc

/// What libcurl says about a transfer that failed, and which of our codes that is.
struct CurlReport: Sendable {
    let code: CURLcode
    var systemError: Int32 = 0
    /// OpenSSL's verdict on the chain of the server's certificate; libcurl leaves 0 or 1 when it
    /// was not the chain that failed.
    var verifyResult = 0
    var text = ""
    let phase: TransferClock.Phase
    var usesProxy = false
    /// The proxy's answer to `CONNECT`; zero when it was not asked.
    var proxyStatus = 0

    /// The limit that libcurl itself ran into.
    var limit: HTTPFailure.Code? {
        switch (code, phase) {
        case (CURLE_OPERATION_TIMEDOUT, .turn), (CURLE_OPERATION_TIMEDOUT, .connection):
            .timeoutConnect
        case (CURLE_OPERATION_TIMEDOUT, .firstByte): .timeoutFirstByte
        case (CURLE_OPERATION_TIMEDOUT, .rest): .timeoutWhole
        case (CURLE_FILESIZE_EXCEEDED, _): .bodyTooLarge
        // A single header line of over 100 kB is too much for libcurl, whatever our limit is.
        case (CURLE_OUT_OF_MEMORY, .firstByte), (CURLE_OUT_OF_MEMORY, .rest): .headerTooLarge
        default: nil
        }
    }

    /// The failure, with libcurl's own words where they help.
    ///
    /// - Parameters:
    ///   - origin: What may be shown of the address.
    ///   - secrets: libcurl's words are left out when they hold one of these.
    /// - Returns: The failure with its code.
    func failure(origin: String, hiding secrets: [String]) -> HTTPFailure {
        let (code, sentence) = meaning
        return HTTPFailure(code, "\(origin): \(sentence)\(detail(hiding: secrets))")
    }

    private func detail(hiding secrets: [String]) -> String {
        let isSafe = !secrets.contains { text.contains($0) }
        return text.isEmpty || !isSafe ? "." : " (\(printable(text, limit: 200)))."
    }

    private var meaning: (HTTPFailure.Code, String) {
        switch code {
        case _ where proxyStatus >= 300:
            (.proxyFailed, "the proxy answered \(proxyStatus) and made no tunnel")
        case CURLE_COULDNT_CONNECT where usesProxy:
            (.proxyFailed, "the proxy cannot be reached")
        case CURLE_COULDNT_RESOLVE_HOST: (.nameUnresolved, "the name has no address")
        case CURLE_COULDNT_RESOLVE_PROXY: (.proxyFailed, "the proxy's name has no address")
        case CURLE_PROXY: (.proxyFailed, "the proxy did not pass the request on")
        case CURLE_COULDNT_CONNECT where systemError == ECONNREFUSED:
            (.connectRefused, "nobody listens there")
        case CURLE_COULDNT_CONNECT: (.connectFailed, "no connection could be made")
        case CURLE_PARTIAL_FILE: (.bodyIncomplete, "the body ended before its announced end")
        case CURLE_RECV_ERROR where systemError == 0 && isAnswerBroken, CURLE_WEIRD_SERVER_REPLY,
            CURLE_UNSUPPORTED_PROTOCOL:
            (.responseInvalid, "the answer is not valid HTTP")
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND:
            (.connectionLost, "the connection ended before the answer")
        case CURLE_BAD_CONTENT_ENCODING: (.encodingInvalid, "the body cannot be decompressed")
        default: tlsMeaning
        }
    }

    private var tlsMeaning: (HTTPFailure.Code, String) {
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION: certificateMeaning
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED, CURLE_SSL_SHUTDOWN_FAILED:
            (.tlsHandshake, "no secure connection could be agreed on")
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED:
            (.tlsFiles, "a certificate, key or authority file cannot be used; check the files")
        default: (.internalError, "libcurl ended with its code \(code.rawValue)")
        }
    }

    private var certificateMeaning: (HTTPFailure.Code, String) {
        switch verifyResult {
        case 0, 1: (.tlsNameMismatch, "the server's certificate is for another name")
        case CurlReport.certificateExpired:
            (.tlsExpired, "the server's certificate has expired")
        default: (.tlsUntrusted, "the server's certificate is not signed by a trusted authority")
        }
    }

    /// `X509_V_ERR_CERT_HAS_EXPIRED` of OpenSSL's `x509_vfy.h`.
    private static let certificateExpired = 10

    /// libcurl has one code for a lost connection and for a broken chunk; only its words differ.
    private var isAnswerBroken: Bool { text.contains("chunk") || text.contains("hexadecimal") }
}
