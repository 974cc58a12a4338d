// Words of the start page.

export const strings = {
    "start.title": ["{county}基层治理指挥", "{county} governance dispatch"],
    "start.report": ["网格员", "Grid worker"],
    "start.reportHint": ["上报看到、听到的事", "Report what you see or hear"],
    "start.desk": ["指挥台", "Operator"],
    "start.deskHint": ["派人、看时限、核查结案", "Send people, watch the limits, check and close"],
    "start.analysis": ["分析员", "Analyst"],
    "start.analysisHint": ["多久到齐，哪里慢", "How long it takes, and where it is slow"],
    "start.feeds": ["数据接入", "Feeds"],
    "start.feedsHint": ["各平台数据是否新鲜", "Whether the data of other systems is fresh"],
    "start.drills": ["演练", "Drills"],
    "start.drillsHint": ["用情景练一遍，事后评分", "Rehearse a scenario and have it scored"],
    "start.duty": ["出勤人员", "Responder"],
    "start.dutyHint": ["接单、出发、到达、办结", "Accept, set off, arrive, finish"],
    "start.speed": [
        "这里的时钟以 {n} 倍速走。",
        "The clock here runs at {n} times the usual speed.",
    ],
};
