import ArgumentParser
import CommandRoom
import CountyFiles
import CurlHTTP
import Deliveries
import Engine
import Governance
import Notifications

/// `griddispatch notify`.
struct Notify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Try the channels by which people are told. 通知通道。",
        subcommands: [NotifyTest.self, NotifyKey.self])
}

/// `griddispatch notify test`.
struct NotifyTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send a trial message over a channel, or show what would be sent. 测试通道。")

    @Argument(help: "The channel, as channels.yaml names it.")
    var channel: String

    @Option(help: "The county's folder.")
    var county = "Rules/kaihua"

    @Option(help: "To whom: everybody, responder:ID or contact:NAME.")
    var to = "everybody"

    @Flag(help: "Send nothing; show what would be sent.")
    var dryRun = false

    @OptionGroup var secrets: SecretOptions

    func run() async throws {
        let loaded = try loadCounty(county)
        let plan = loaded.notifications
        guard let id = Channel.ID(channel), let known = plan.channels[id] else {
            let names = plan.channels.keys.map(\.name).sorted().joined(separator: ", ")
            throw ValidationError(
                "There is no channel '\(channel)'; known are: \(names.isEmpty ? "none" : names).")
        }
        guard let recipient = Recipient(to) else {
            throw ValidationError("--to must be everybody, responder:ID or contact:NAME.")
        }
        let now = Instant.system
        var generator = SystemRandomNumberGenerator()
        let message = NotificationWriter(county: loaded.county, site: plan.site).trial(
            for: recipient, id: Delivery.ID.make(at: now, using: &generator).description, at: now)
        let http = try HTTPClient()
        let channels = ChannelSet(
            plan, over: http, secrets: try secrets.store(), browsers: NoBrowsers(),
            now: { .system })
        if dryRun {
            print("\(known.id) (\(known.settings.kind)), \(recipient)")
            print(channels.preview(message, over: id) ?? channels.faults[id]?.description ?? "")
        } else {
            try report(await channels.send(message, over: id))
        }
        await http.shutdown(grace: .zero)
    }

    private func report(_ outcome: DeliveryOutcome) throws {
        switch outcome {
        case .delivered(let answer): print("delivered / 已送达: \(answer)")
        case .failed(let failure):
            printToStandardError("failed / 失败: \(failure.reason)")
            throw ExitCode.failure
        case .refused(let reason), .obsolete(let reason):
            printToStandardError("refused / 拒绝: \(reason)")
            throw ExitCode.failure
        }
    }
}

/// `griddispatch notify key`.
struct NotifyKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make a private key for web push, to be kept as a secret. 生成推送私钥。")

    func run() {
        print(PushKey.newSecret())
    }
}
