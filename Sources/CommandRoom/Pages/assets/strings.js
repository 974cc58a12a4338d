// Words that several pages use. A key has a Chinese and an English text; an English text that
// counts something is a pair of singular and plural, chosen by the value `n`.

export const strings = {
    "product": ["基层治理指挥", "Governance dispatch"],
    "page.report": ["上报", "Report"],
    "page.duty": ["出勤", "On duty"],
    "language.other": ["English", "中文"],
    "exercise": ["演练", "Exercise"],
    "exercise.all": ["演练：这里的一切都不是真的", "Exercise: nothing here is real"],
    "retry": ["再试一次", "Try again"],
    "cancel": ["不做了", "Leave it"],

    "urgency.1": ["特急", "Critical"],
    "urgency.2": ["紧急", "Urgent"],
    "urgency.3": ["一般", "Ordinary"],
    "urgency.4": ["低", "Low"],
    "urgency.open": ["未定级", "Not graded yet"],

    "stage.reported": ["待立案", "To be filed"],
    "stage.dispatching": ["派单中", "Dispatching"],
    "stage.disposing": ["处置中", "On scene"],
    "stage.disposed": ["待核查", "To be checked"],
    "stage.checked": ["待结案", "To be closed"],
    "stage.closed": ["已结案", "Closed"],

    "state.requested": ["已派", "Asked"],
    "state.notified": ["已通知", "Told"],
    "state.acknowledged": ["已接单", "Accepted"],
    "state.enRoute": ["已出发", "On the way"],
    "state.onScene": ["已到达", "On scene"],
    "state.done": ["已办结", "Done"],
    "state.declined": ["不能去", "Cannot come"],
    "state.timedOut": ["没有应答", "No answer"],
    "state.released": ["不用去了", "Released"],

    "step.acknowledge": ["接单", "Accept"],
    "step.depart": ["出发", "Set off"],
    "step.arrive": ["到达", "Arrived"],
    "step.finish": ["办结", "Done"],
    "step.decline": ["不能去", "Cannot come"],

    "decline.busy": ["手上有事走不开", "Busy with something that cannot wait"],
    "decline.tooFar": ["太远", "Too far away"],
    "decline.unwell": ["身体不适", "Unwell"],
    "decline.unsuitable": ["需要回避", "Should not be the one to go"],
    "decline.other": ["其他原因", "Another reason"],

    "deadline.file": ["立案", "filing"],
    "deadline.arrive": ["到齐", "arrival"],
    "deadline.settle": ["办结", "settling"],
    "deadline.check": ["核查", "check"],
    "deadline.close": ["结案", "closing"],
    "deadline.fill": ["补人", "filling"],
    "deadline.answer": ["应答", "answer"],
    "deadline.late": ["超时 {time}", "Overdue {time}"],
    "deadline.lateKind": ["{what}超时", "late: {what}"],
    "deadline.missed": ["超时 {n} 次", ["missed {n}×", "missed {n}×"]],

    "place.grid": ["网格 {number}", "Grid {number}"],
    "place.number": ["{township} {number} 号", "{township} no. {number}"],

    "time.today": ["今天 {time}", "today {time}"],
    "time.yesterday": ["昨天 {time}", "yesterday {time}"],
    "time.day": ["{day} {time}", "{day} {time}"],
    "time.justNow": ["刚刚", "just now"],
    "time.minutesAgo": ["{n}分钟前", ["{n} minute ago", "{n} minutes ago"]],
    "duration.seconds": ["{s}秒", "{s} s"],
    "duration.minutes": ["{m}分{s}秒", "{m} min {s} s"],
    "duration.hours": ["{h}小时{m}分", "{h} h {m} min"],
    "duration.days": ["{n}天", ["{n} day", "{n} days"]],
    "distance.metres": ["{n} 米", "{n} m"],
    "distance.kilometres": ["{n} 公里", "{n} km"],

    "error.unreachable": [
        "没有网络。请看网线或信号，稍后再试。",
        "No network. Check the connection and try again in a moment.",
    ],
    "error.county": [
        "读不到本县的资料。网络恢复后会自动再试。",
        "The county's data cannot be read. This page tries again by itself.",
    ],
    "error.broken": [
        "页面出错了：{what}。请刷新页面；已保存的不会丢。",
        "The page has failed: {what}. Reload it; what was saved is safe.",
    ],
};
