import ArgumentParser

/// What `serve` and `demo` have in common.
struct ServerOptions: ParsableArguments {
    @Option(help: "The county's folder.")
    var county = "Rules/kaihua"

    @Option(
        help: """
            A folder with candidates for the county's next version, one folder each, that may be \
            activated or run in shadow over HTTP.
            """)
    var candidates: String?

    @Option(help: "The address to listen on; only loopback addresses until there are accounts.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8_080

    @Option(
        help: """
            A file with the county key (32 bytes in base64) that wraps the keys of personal data; \
            otherwise GRIDDISPATCH_KEY, otherwise a new one beside the database.
            """)
    var keyFile: String?

    @OptionGroup var secrets: SecretOptions

    @Option(help: "How much to tell: trace, debug, info, notice, warning, error.")
    var logLevel = "notice"

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError(
                "--port must be from 0 to 65535. 端口应为 0 到 65535。")
        }
    }
}
