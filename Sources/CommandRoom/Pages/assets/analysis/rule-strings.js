// Words about the versions of the rules.

export const ruleStrings = {
    "rules.title": ["规则版本", "Versions of the rules"],
    "rules.live": [
        "版本 {version} 自 {time} 起生效（{actor}）。",
        "Version {version} has been in force since {time} ({actor}).",
    ],
    "rules.failed": ["没有读到：{why}", "This could not be read: {why}"],
    "rules.noShadow": ["没有版本在试运行。", "No version runs in shadow."],
    "rules.shadowLost": [
        "版本 {version} 应在试运行，但存档中已读不到，现未运行。请重新开始试运行。",
        "Version {version} should run in shadow but is lost from the archive. Begin it anew.",
    ],
    "rules.shadow": [
        "版本 {version} 自 {time} 起试运行，不影响处置：{n} 条上报，其中 {changed} 条会有不同处置。",
        ["Version {version} in shadow since {time}: {n} report, {changed} decided otherwise.",
            "Version {version} in shadow since {time}: {n} reports, {changed} decided otherwise."],
    ],
    "rules.halted": ["因求值过慢，试运行已停止。", "It was too slow and has been halted."],
    "rules.dropped": [
        "{n} 条未及比较。",
        ["{n} report was not compared for lack of time.",
            "{n} reports were not compared for lack of time."],
    ],
    "rules.degraded": [
        "规则出错、按默认处置的上报：现行 {live} 条，试运行 {n} 条。",
        "Reports for which a rule failed and the default decided: {live} live, {n} in shadow.",
    ],
    "rules.noChange": ["{heading}：无变化。", "{heading}: no change."],
    "column.live": ["现行", "Live"],
    "column.candidate": ["试运行", "Shadow"],
    "column.change": ["变化", "Change"],
    "column.reports": ["涉及的事件", "Incidents"],
    "rules.gained": ["增加 {n}：", "gained {n}:"],
    "rules.lost": ["减少 {n}：", "lost {n}:"],
};
