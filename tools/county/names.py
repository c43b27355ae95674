"""Names as one meets them in a county of the south-west, all invented."""

OFTEN = "王李张刘陈杨赵黄周吴"
LESS = "徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
SELDOM = (
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
COMPOUND = ("欧阳", "司徒", "上官", "诸葛", "东方", "慕容", "尉迟", "皇甫", "令狐")
SURNAMES = [(name, weight) for names, weight in ((OFTEN, 10), (LESS, 5), (SELDOM, 3), (COMPOUND, 1)) for name in names]
MALE = "伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯建国志文海林东峰龙云德全福贵祥荣新民成良世"
FEMALE = "芳娜敏静丽艳娟霞秀英玲桂兰燕红梅莉萍慧玉洁雪琳倩婷颖欣怡佳雅芬琴凤仙春花晓云珍彩淑"
LONG = {
    "维吾尔族": {
        "male": ("艾合买提·吐尔逊", "买买提·艾力", "阿卜杜拉·依明", "吐尔洪·肉孜"),
        "female": ("古丽娜尔·艾合买提", "热依汗·买买提", "帕提古丽·依明"),
    },
    "哈萨克族": {"male": ("叶尔兰·哈布力",), "female": ("阿依努尔·叶尔兰",)},
}
ETHNICITIES = (
    ("汉族", 740), ("彝族", 80), ("苗族", 50), ("回族", 35), ("白族", 25), ("壮族", 20), ("哈尼族", 15), ("傣族", 10),
    ("土家族", 10), ("维吾尔族", 10), ("哈萨克族", 5),
)  # fmt: skip
HOMONYMS = ("王伟", "李娜", "张敏")
"""Names that two people bear on purpose: a file that matched by name would mix them up."""


class Register:
    """Gives every person a name, twice only the homonyms."""

    def __init__(self, taken=()):
        self._given = set(taken)
        self._long = {(kind, sex): list(names) for kind, both in LONG.items() for sex, names in both.items()}

    def name(self, dice, sex, ethnicity):
        """(name, ethnicity): where the long names of a people are used up, the person is 汉族 after all."""
        if ethnicity in LONG:
            left = self._long[ethnicity, sex]
            if left:
                return left.pop(dice.below(len(left))), ethnicity
            ethnicity = "汉族"
        marks = MALE if sex == "male" else FEMALE
        while True:
            first = dice.pick(marks)
            second = dice.pick(marks) if dice.chance(72) else ""
            name = dice.weighted(SURNAMES) + first + (second if second != first else "")
            if name not in self._given and name not in HOMONYMS:
                self._given.add(name)
                return name, ethnicity
