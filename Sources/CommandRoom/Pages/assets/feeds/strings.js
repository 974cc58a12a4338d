// Words of the page of the feeds.

export const strings = {
    "feeds.title": ["数据接入", "Feeds"],
    "feeds.summary": [
        "{n} 个数据项，{fresh} 个在承诺时限内，{odd} 个需要留意。",
        "{n} data items, {fresh} as fresh as promised, {odd} that need a look.",
    ],
    "feeds.unpolled": [
        "{n} 个数据项；本次运行没有接入。",
        "{n} data items; none are polled in this run.",
    ],
    "feeds.failed": ["没有读到：{why}", "This could not be read: {why}"],
    "feeds.release": ["解除隔离…", "End the quarantine…"],
    "feeds.confirmRelease": [
        "解除“{item}”的隔离？下一份数据无论内容如何都会受理。",
        "End the quarantine of “{item}”? Its next data is taken whatever it looks like.",
    ],
    "feeds.notReleased": ["没有解除：{why}", "It was not ended: {why}"],
    "feeds.item": ["数据项", "Data item"],
    "feeds.owner": ["责任单位", "Owner"],
    "feeds.state": ["状态", "State"],
    "feeds.age": ["数据时长 / 承诺", "Age / promise"],
    "feeds.items": ["条目", "Items"],
    "feeds.next": ["下次", "Next"],
    "state.fresh": ["新鲜", "fresh"],
    "state.stale": ["过期", "stale"],
    "state.failing": ["失败", "failing"],
    "state.waiting": ["等待首次", "waiting"],
    "state.quarantined": ["隔离", "quarantined"],
    "state.unpolled": ["未接入", "not polled"],
};
