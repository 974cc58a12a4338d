import CCurl
import Glibc

extension Transfer {
    /// Hands libcurl the functions that it calls during the transfer, on the loop's thread.
    ///
    /// The context is not retained: the loop holds the transfer until its handle was taken out of
    /// the multi handle, after which none of them is called any more.
    func setCallbacks(_ options: inout EasyOptions) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        options.pointer(CURLOPT_PRIVATE, context)
        options.note(ccurl_on_header(easy, Transfer.onHeader, context))
        options.note(ccurl_on_body(easy, Transfer.onBody, context))
        options.note(ccurl_on_progress(easy, Transfer.onProgress, context))
        options.note(ccurl_on_socket(easy, Transfer.onSocket, context))
        options.note(ccurl_on_connection(easy, Transfer.onConnection, context))
    }

    private static let onHeader: curl_write_callback = { bytes, size, count, context in
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Transfer.of(context: context)?.take(line: line) == true ? line.count : refusedCount
    }

    private static let onBody: curl_write_callback = { bytes, size, count, context in
        let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Transfer.of(context: context)?.take(body: piece) == true
            ? piece.count : refusedCount
    }

    private static let onProgress: curl_xferinfo_callback = { context, _, received, _, _ in
        Transfer.of(context: context)?.progressed(wireBytes: Int(received)) == true ? 0 : 1
    }

    /// Opens the socket of a connection, after its address was judged and before anything is sent.
    private static let onSocket: curl_opensocket_callback = { context, _, target in
        guard let target, let transfer = Transfer.of(context: context) else { return -1 }
        let length = Int(target.pointee.addrlen)
        let address = ccurl_address(target).flatMap { IPAddress($0, length: length) }
        guard transfer.mayConnect(to: address) else { return -1 }
        let kind = target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(target.pointee.family, kind, target.pointee.protocol)
    }

    private static let onConnection: curl_prereq_callback = { context, address, _, _, _ in
        guard let address, let transfer = Transfer.of(context: context) else {
            return CURL_PREREQFUNC_ABORT
        }
        return transfer.maySend(to: IPAddress(String(cString: address)))
            ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
}

/// What a callback returns when it refuses: never the number of bytes that it was given.
private let refusedCount = Int.max
