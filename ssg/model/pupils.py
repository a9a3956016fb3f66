"""A child named together with a class: what the words below a picture must not say (content-model §4)."""

from ssg.model.patterns import late_pattern

# A class of a school, then a name of a common family name and one or two characters that ends there (content-model §4).
_FAMILY_NAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺顾毛郝龚邵万钱严武戴莫孔向汤翁盛"
)
_PUPIL = late_pattern(
    rf"(?:年级|[\d一二三四五六七八九十][)）]?班)[^，。；\n]{{0,6}}?(?:的|学生|同学|小朋友|[（( 　])*"
    rf"(?P<name>[{_FAMILY_NAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=$|[\s，。、；：）)！]|同学|小朋友|和|与|在|正|获|向|代表|表演|朗诵|展示)"
)


def find_pupil(text: str) -> tuple[int, int] | None:
    """Return where a name that follows a class begins and ends; None where there is none."""
    found = _PUPIL.search(text)
    return found.span("name") if found else None
