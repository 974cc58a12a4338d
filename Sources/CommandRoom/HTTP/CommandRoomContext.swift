import Hummingbird

/// What goes along with a request.
struct CommandRoomContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    /// The longest body that is taken, in bytes.
    static let maximumBodySize = 65_536
}
