import DispatchCore

/// A version of the county as dispatch uses it.
///
/// One object for each version that takes over, so that whoever decides takes hold of all of it at
/// once, at the price of counting one reference.
final class CountyEdition: Sendable {
    let dispatcher: Dispatcher

    init(_ dispatcher: Dispatcher) {
        self.dispatcher = dispatcher
    }
}
