public import Deliveries
public import EventBus

/// What the command room knows of the messages that go out, and of the browsers that take them.
public struct NotificationDesk: Sendable {
    let plan: NotificationPlan
    let store: any DeliveryStore
    let browsers: any BrowserStore
    /// Why channels are off, by channel.
    let faults: [Channel.ID: String]
    let pushKey: String?
    let health: @Sendable () async -> [Channel.ID: ChannelHealth]

    /// A desk over a running outbox.
    public init(
        plan: NotificationPlan, store: any DeliveryStore, browsers: any BrowserStore,
        faults: [Channel.ID: String], pushKey: String?,
        health: @escaping @Sendable () async -> [Channel.ID: ChannelHealth],
    ) {
        self.plan = plan
        self.store = store
        self.browsers = browsers
        self.faults = faults
        self.pushKey = pushKey
        self.health = health
    }
}
