public import CountyFiles
public import Governance

/// Why the versions of a county were not changed.
public enum RuleVersionError: Error, Sendable {
    /// Another change is being made.
    case busy
    /// The server was started without a folder of candidates.
    case noCandidates
    /// There is no candidate of this name.
    case unknownCandidate(String)
    /// The archive has no such version.
    case unknownVersion(CountyVersion)
    /// The version is not to be put into force: everything that is wrong with it, by place.
    case broken([CountyFileFault])
    /// There is no version to go back to.
    case nothingBefore
    /// Another version is in force than the one that was seen.
    case changedMeanwhile(CountyVersion)
    /// The version is in force already, so that it cannot run beside itself.
    case inForce(CountyVersion)
    /// No version runs beside the one in force.
    case noShadow
    /// The archive failed.
    case archive(CountyArchive.Failure)
    /// The engine did not carry it out.
    case refused(ChangeRefusal)
}
