// Words that the worker's and the responder's page share.

export const phoneStrings = {
    "network.up": ["有网络", "Online"],
    "network.down": ["没有网络", "No network"],
    "outbox.waiting": ["{n} 条等待发送", ["{n} waiting to be sent", "{n} waiting to be sent"]],
    "outbox.attention": ["{n} 条需要处理", ["{n} needs your attention", "{n} need your attention"]],
    "item.waiting": ["等待发送", "Waiting to be sent"],
    "item.delivered": ["已送达", "Delivered"],
    "item.attention": ["需要处理", "Needs your attention"],
    "item.waitingWhy": [
        "已保存在手机里，有网后自动发送。",
        "Saved on this phone; it sends itself when there is a network.",
    ],
    "item.waitingLong": [
        "已等一天以上。请找有网的地方打开此页，或打电话上报。",
        "Waiting for more than a day. Open this page where there is a network, or telephone.",
    ],
    "largeType": ["长辈版", "Large type"],
    "read.aloud": ["朗读", "Read aloud"],
    "update.there": ["有新版本。", "There is a new version."],
    "update.take": ["点此更新", "Update"],
    "back": ["返回", "Back"],
    "storage.full": [
        "手机存不下了。请不要关闭此页，清出一点空间再点一次。您写的还在。",
        "This phone has no room left. Do not close this page; free some space and press again. "
            + "What you wrote is still here.",
    ],
    "why.seen": ["可见原因：{why}", "Shown to you because {why}"],
    "with.them": ["{role} {name}：{state}", "{role} {name}: {state}"],
};
