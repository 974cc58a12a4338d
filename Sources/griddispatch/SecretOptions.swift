import ArgumentParser
import CurlHTTP

/// Where secrets that the county's files name come from.
struct SecretOptions: ParsableArguments {
    @Option(
        name: .customLong("secrets"),
        help: """
            A file with a NAME=value on each line, which only its owner may read, for the secrets \
            that the county's files name; otherwise the environment.
            """)
    var file: String?

    /// The secrets.
    func store() throws -> SecretStore {
        try file.map { path throws(SecretStore.Failure) in try SecretStore(file: path) }
            ?? SecretStore()
    }
}
