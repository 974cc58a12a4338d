// Words of the forecast of coverage.

export const coverageStrings = {
    "coverage.title": ["值守覆盖预测", "Forecast of coverage"],
    "coverage.show": ["预测一周", "Forecast a week"],
    "coverage.about": [
        "最紧急的类别须到的人，按班表和路程能否在时限内全部到场；不计接单时间和手头事务。",
        "Could those whom the severest categories call all be there in time, by shifts and travel? "
            + "Being asked takes no time here, and nobody is busy.",
    ],
    "coverage.need": ["{roles}，{minutes} 分钟内", "{roles} within {minutes} min"],
    "coverage.hour": ["哪一小时", "Which hour"],
    "coverage.whole": ["整段时间", "The whole time"],
    "coverage.full": ["都能到", "All can be there"],
    "coverage.substituted": ["靠替补", "With substitutes"],
    "coverage.short": ["缺人", "Somebody is missing"],
    "coverage.map": ["各网格的覆盖；同样的内容在表里", "Coverage of the grids; the table has the same"],
    "coverage.count": [
        "{total} 个网格中，{n} 个有时缺人。",
        [
            "{n} of {total} grids is short at some time.",
            "{n} of {total} grids are short at some time.",
        ],
    ],
    "coverage.grid": ["网格", "Grid"],
    "coverage.covered": ["覆盖小时", "Hours covered"],
    "coverage.missing": ["缺", "Missing"],
    "coverage.more": ["另有 {n} 个。", ["{n} more.", "{n} more."]],
};
