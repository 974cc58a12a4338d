import Glibc

/// Poisson arrivals, exponential service, equal servers, one queue.
///
/// A. K. Erlang, "Solution of some
/// Problems in the Theory of Probabilities of Significance in Automatic Telephone Exchanges", 1917.
struct ErlangC {
    /// Arrivals an hour, jobs that one server does an hour, and servers.
    let arrivals: Double
    let service: Double
    let servers: Int

    /// The probability that a job must wait.
    var waitProbability: Double {
        let load = arrivals / service
        // Erlang B by its recursion, then C from B.
        let blocked = (1...servers).reduce(1.0) { blocked, count in
            load * blocked / (Double(count) + load * blocked)
        }
        let utilisation = load / Double(servers)
        return blocked / (1 - utilisation * (1 - blocked))
    }

    /// The mean wait in seconds.
    var meanWait: Double { 3_600 * waitProbability / surplus }

    /// The 90th percentile of the wait in seconds.
    var p90: Double { max(0, 3_600 * log(waitProbability / 0.1) / surplus) }

    private var surplus: Double { Double(servers) * service - arrivals }
}
