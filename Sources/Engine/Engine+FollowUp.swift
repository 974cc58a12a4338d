import DispatchCore
public import Governance

extension Engine {
    /// The incidents with a mediation, open or followed up; nil if that cannot be told now.
    public func mediatedIncidents() async -> [Incident]? {
        await inspect { state in
            state.townships.values.flatMap { township in
                township.mediated.values.joined().compactMap { township[$0] }
            }
        }
    }
}
