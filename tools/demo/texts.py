"""What do people of a 机关工委 write in their lists and records? Plausible texts for the demo, chosen by section and month."""

ITEMS = {
    "办公室": [
        (
            "机关公文与会务规范运转",
            "修订公文处理和会议管理制度，公文差错率控制在1%以内，全年承办工委会议不少于12次。",
            "12-20",
            "duty",
            "annual",
            "function",
        ),
        (
            "重点工作督查督办",
            "对工委年度要点逐项建账，每月通报进度，按期办结率达到95%以上。",
            "12-15",
            "priority",
            "annual",
            "goal",
        ),
        (
            "机关财务与固定资产清查",
            "完成固定资产全面清查，账实相符，整改往年审计提出的3个问题。",
            "09-30",
            "task",
            "stage",
            "problem",
        ),
        ("档案数字化", "完成2015—2020年文书档案数字化扫描，建立目录检索。", "11-30", "duty", "special", "function"),
        ("信息报送", "全年编发工作信息40期以上，被上级采用不少于8篇。", "12-25", "task", "annual", "goal"),
    ],
    "组织科": [
        (
            "党支部标准化规范化建设",
            "对直属41个党支部逐一评估定级，后进支部全部转化，新建示范点5个。",
            "10-31",
            "priority",
            "annual",
            "goal",
        ),
        (
            "党员发展与教育管理",
            "严格发展程序，全年发展党员30名，举办入党积极分子培训班2期。",
            "11-30",
            "duty",
            "annual",
            "function",
        ),
        (
            "“三会一课”质量提升",
            "每季度抽查记录簿一次，针对内容空泛问题开展集中整改。",
            "12-10",
            "duty",
            "stage",
            "problem",
        ),
        ("党务干部培训", "举办支部书记、党务干部轮训班2期，参训率100%。", "08-31", "task", "annual", "goal"),
        (
            "党费收缴使用专项检查",
            "对直属党组织党费收缴、使用和管理情况开展一次全覆盖检查。",
            "07-15",
            "task",
            "special",
            "problem",
        ),
    ],
    "宣传科": [
        (
            "理论学习中心组列席旁听",
            "对20个单位理论学习中心组开展列席旁听，反馈意见并督促整改。",
            "11-15",
            "priority",
            "annual",
            "function",
        ),
        (
            "意识形态工作责任制落实",
            "每半年分析研判一次，完成网络阵地清理，建立台账。",
            "12-10",
            "duty",
            "annual",
            "goal",
        ),
        ("机关文化品牌创建", "组织“书香机关”读书活动8场，评选机关党建品牌10个。", "10-20", "task", "special", "goal"),
        (
            "先进典型宣传",
            "挖掘宣传机关先进典型12个，在县级以上媒体刊发稿件20篇。",
            "12-20",
            "task",
            "annual",
            "function",
        ),
        ("文明单位动态管理", "完成直属单位文明创建复查，对3个整改单位跟踪问效。", "09-20", "duty", "stage", "problem"),
    ],
    "纪检": [
        (
            "政治监督与日常监督",
            "围绕重点任务开展监督检查4次，发现问题逐条反馈整改。",
            "11-30",
            "priority",
            "annual",
            "problem",
        ),
        ("警示教育", "召开机关警示教育大会，编印典型案例2期，覆盖全体党员干部。", "06-30", "task", "stage", "goal"),
        ("信访举报与问题线索处置", "规范受理和处置程序，线索按期办结率100%。", "12-20", "duty", "annual", "function"),
        ("廉政档案更新", "完成机关科级干部廉政档案年度更新，动态补充。", "10-15", "duty", "annual", "function"),
    ],
    "群团": [
        ("机关工会换届指导", "指导8个直属单位工会按期换届，程序规范。", "08-20", "duty", "stage", "function"),
        ("青年干部成长计划", "开展青年理论学习小组交流4次，组织技能比武1次。", "10-31", "priority", "annual", "goal"),
        ("职工文体活动", "举办机关职工运动会和读书分享会，参与单位不少于35个。", "09-30", "task", "special", "goal"),
        ("困难职工帮扶", "建立困难职工档案，春节、国庆集中走访慰问。", "12-31", "duty", "annual", "problem"),
    ],
}

PROGRESS = (
    "按计划推进，本{p}完成阶段任务，形成台账并报分管领导审阅。",
    "已召开专题会议2次，明确责任分工，完成进度约{n}%。",
    "深入直属单位调研{k}次，收集意见{n}条，逐条建立整改清单。",
    "完成方案起草、征求意见和印发工作，落实到各党支部。",
    "资料整理归档完毕，通报进展{k}期，问题按期销号。",
)
SHORTCOMINGS = (
    "工作进度前松后紧，需加强统筹。",
    "个别单位报送材料不及时。",
    "调查研究还不够深入。",
    "",
    "创新举措不多。",
)
SELF_REPORT = (
    "上半年，本人按照年度工作项目清单，认真履行{post}职责，{count}项工作均按节点推进。"
    "一是坚持学习，参加集中学习12次；二是落实责任，重点项目“{first}”已完成过半；三是严守纪律，无违纪违规情况。"
    "存在不足：统筹兼顾不够，个别工作质效有待提高。下半年将对照清单查漏补缺，确保全面完成。"
)
DUTY_REPORT = {
    "工作": "全年承担{count}项工作项目，全部按期完成。其中“{first}”取得较好成效，形成了可推广的做法。",
    "思想": "坚持用党的创新理论武装头脑，认真参加“三会一课”和集中学习，政治立场坚定。",
    "廉": "严格遵守中央八项规定精神和廉洁自律各项规定，如实报告个人有关事项，无违纪违规问题。",
    "法": "自觉学法用法，依法依规办事，参加法治培训2次，未发生违法行政行为。",
    "意识": "落实意识形态工作责任，管好用好工作群和信息平台，未发生意识形态问题。",
}
GAP_REASON = "经会议研究：缺项系年内调整所致，不影响本次审定；由办公室督促补报归档。"

FINDINGS = {
    "德": ("政治立场坚定，品行端正，团结同志。", "理论学习的系统性有待加强。"),
    "能": ("业务熟练，组织协调能力较强。", "开拓创新的办法还不够多。"),
    "勤": ("工作勤勉，执行力强，主动加班完成急难任务。", "深入基层调研的次数偏少。"),
    "绩": ("年度项目按期完成，成效较好。", "个别项目亮点不够突出。"),
    "廉": ("遵守廉洁纪律，未发现违规问题。", "无。"),
}


def items_of(section, number):
    """Four or five items of a section's work, begun at another one for every person."""
    key = next((name for name in ITEMS if name in (section or "")), None) or list(ITEMS)[number % len(ITEMS)]
    items = ITEMS[key]
    start = number % len(items)
    return (items[start:] + items[:start])[: 4 + number % 2]


def progress(number, period):
    return PROGRESS[number % len(PROGRESS)].format(p=period, n=30 + number * 7 % 60, k=1 + number % 4)


def duty_section(name, count, first):
    """The text of one section of the duty report, by a word in its heading."""
    for word, text in DUTY_REPORT.items():
        if word in name:
            return text.format(count=count, first=first)
    return DUTY_REPORT["工作"].format(count=count, first=first)


WITHDRAWS = "与考核对象有近亲属关系，申请回避"
OBJECTION = "来电反映：该同志下半年牵头的一项工作未按期完成，对其年度等次有异议。"
ANSWERED = (
    "经调阅记实材料并向分管领导、服务对象核实，该项工作已于规定时限内办结并通过验收，反映情况不实；已按来电号码回复。"
)
