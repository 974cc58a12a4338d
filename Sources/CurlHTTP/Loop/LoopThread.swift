import CCurl
import Glibc

/// Starts the one thread of a client.
enum LoopThread {
    /// What the new thread is given.
    ///
    /// The handle is an address because it changes its owner: the starting thread makes it and does
    /// not use it again.
    private final class Seed: Sendable {
        let mailbox: Mailbox
        let configuration: HTTPClient.Configuration
        let multi: UInt

        init(mailbox: Mailbox, configuration: HTTPClient.Configuration, multi: UInt) {
            self.mailbox = mailbox
            self.configuration = configuration
            self.multi = multi
        }

        func run() {
            guard let multi = UnsafeMutableRawPointer(bitPattern: multi) else { return }
            TransferLoop(mailbox: mailbox, configuration: configuration, multi: multi).run()
        }
    }

    /// libcurl's global state, made once per process and kept.
    private static let library = curl_global_init(ccurl_global_default)

    static func start(_ configuration: HTTPClient.Configuration) throws(HTTPFailure) -> Mailbox {
        guard library == CURLE_OK, let multi = curl_multi_init() else {
            throw HTTPFailure(.internalError, "libcurl could not be started; is memory exhausted?")
        }
        let address = UInt(bitPattern: multi)
        let capacity = configuration.maximumConcurrent + configuration.maximumWaiting
        let mailbox = Mailbox(capacity: capacity, multi: address)
        let seed = Seed(mailbox: mailbox, configuration: configuration, multi: address)
        let code = spawn(seed)
        guard code == 0 else {
            curl_multi_cleanup(multi)
            throw HTTPFailure(
                .internalError, "The system gave no thread for HTTP (error \(code)).")
        }
        return mailbox
    }

    private static func spawn(_ seed: Seed) -> Int32 {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let context = Unmanaged.passRetained(seed).toOpaque()
        var thread = pthread_t()
        let code = pthread_create(&thread, &attributes, main, context)
        if code != 0 { Unmanaged<Seed>.fromOpaque(context).release() }
        return code
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
        { context in
            guard let context else { return nil }
            blockSignals()
            Unmanaged<Seed>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }

    /// The process's signals are for other threads, and a write to a closed connection raises
    /// `SIGPIPE` on the thread that wrote: blocked here, it is the error of that one transfer.
    private static func blockSignals() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
    }
}
