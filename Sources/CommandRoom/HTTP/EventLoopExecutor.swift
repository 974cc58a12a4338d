import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Runs the tasks of a connection on the thread that reads and writes it.
///
/// A short request then goes its way without waiting for another thread, and finds in the caches what
/// was read for it. What takes longer is sent elsewhere; see ``BesideEventLoops``.
final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// An HTTP connection whose requests are answered on its own event loop.
struct EventLoopChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let channel: HTTP1Channel

    init(_ channel: HTTP1Channel) {
        self.channel = channel
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        self.channel.setup(channel: channel, logger: logger)
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
            await channel.handle(value: value, logger: logger)
        }
    }
}
