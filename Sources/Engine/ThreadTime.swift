import Glibc

/// The time that the present thread has been at work on a processor.
///
/// What else the machine does takes nothing from it. Nothing may be awaited between two readings
/// that are compared.
struct ThreadTime {
    private let start = Self.now

    /// How long the thread has been at work since.
    var elapsed: Duration { Self.now - start }

    private static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
