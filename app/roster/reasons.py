"""Why a file, a row or a cell cannot be taken, in words for whoever has to put it right: codes in, sentences out."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.roster.wording import FIELDS

Reason = tuple[str, Mapping[str, Any]]

FILE_FAULTS = {
    "empty": _l("文件是空的，里面一个字也没有。"),
    "too_large": _l("文件超过 10 MB。名册不需要图片，请删去后再传；也可以按县区分成几份。"),
    "web_page": _l("这其实是一个网页，只是名字改成了表格。请在 Excel 里打开它，另存为“Excel 工作簿（.xlsx）”再传。"),
    "macros": _l("工作簿里带着宏。请另存为不带宏的“Excel 工作簿（.xlsx）”再传。"),
    "locked": _l("工作簿加了密码，这里打不开。请在 Excel 里去掉密码再传。"),
    "unknown": _l("认不出这是什么文件。请传 Excel 工作簿（.xlsx、.xls）或者 CSV 文本。"),
    "broken": _l("文件不完整，或者已经损坏。请在 Excel 里打开，另存一份再传。"),
    "encoding": _l("第 %(detail)s 行有认不出的字。请另存为 UTF-8 编码的 CSV，或者直接传 .xlsx。"),
    "far": _l("%(detail)s 这一格里还有内容，离名册太远了，多半是误填的。请删去名册以外的行和列再传。"),
    "too_large_inside": _l("文件展开以后太大，超过了读取的上限（256 MB）。请只留下名册这一张表，另存一份再传。"),
    "too_slow": _l("读了 10 秒还没有读完，就停下了。请只留下名册这一张表，另存一份再传。"),
    "too_many_rows": _l("一份名册最多 %(detail)s 行。请按市州或者县区分成几份再传。"),
    "no_headings": _l("没有找到写着“姓名”和“班级”的表头。看过的工作表：%(detail)s。请照模板的表头填写。"),
    "no_headings_in_text": _l("没有找到写着“姓名”和“班级”的表头。请照模板的表头填写。"),
    "no_rows": _l("表头下面没有一行内容。"),
}
ROW_FAULTS = {
    "formula": _l("“%(column)s”这一格是公式，请复制后“粘贴为数值”"),
    "name_missing": _l("没有写姓名"),
    "name_strange": _l("姓名“%(value)s”里有不该有的字符"),
    "classroom_missing": _l("没有写班级"),
    "classroom_unknown": _l("没有找到班级“%(value)s”"),
    "classroom_near": _l("没有找到班级“%(value)s”，是不是“%(near)s”"),
    "classroom_double": _l("叫“%(value)s”的班级不止一个，请写班级代码"),
    "school_missing": _l("没有写学校"),
    "school_left": _l("学校“%(value)s”不在名单里，您选了先不导入"),
    "schools_too_many": _l("学校“%(value)s”不在名单里；这样的学校太多，请先核对学校名称"),
    "identity_number": _l("身份证号按数字存放，后几位已经被 Excel 改成了 0；请把这一列设为“文本”格式，重新填写"),
    "identity_lost": _l("身份证号“%(value)s”已经丢了后几位，请按文本重新填写"),
    "identity_old": _l("身份证号是 15 位的旧号，请填 18 位的"),
    "identity_length": _l("身份证号应该是 18 位，这里有 %(count)s 位"),
    "identity_date": _l("身份证号里的出生日期不对"),
    "identity_check": _l("身份证号的校验位不对，请对照证件再填一次"),
    "phone_wrong": _l("手机号应该是 11 位，以 1 开头"),
    "account_wrong": _l("账号只用小写字母、数字、点和短横线，3 到 40 个字符"),
    "role_unknown": _l("不认得身份“%(value)s”，请写学员、辅导教师、班级管理员或者技术员"),
    "stage_unknown": _l("不认得学段“%(value)s”"),
    "identity_twice": _l("和第 %(rows)s 行是同一个身份证号"),
    "phone_twice": _l("和第 %(rows)s 行是同一个手机号，请核对是谁的"),
    "account_twice": _l("和第 %(rows)s 行写了同一个账号"),
    "seat_twice": _l("第 %(rows)s 行也是这个人，一位学员只能在一个班"),
    "same_twice": _l("和第 %(rows)s 行同名同校，分不清是不是一个人；请补上身份证号或手机号"),
    "person_many": _l("库里有 %(count)s 位同名同校的老师，分不清是哪一位；请补上身份证号、手机号或账号"),
    "identity_elsewhere": _l("这个身份证号已经登记给另一个名字的老师（%(name)s），请核对"),
    "identity_kept": _l("这位老师登记过另一个身份证号，请先核对，再由项目组更正"),
    "phone_elsewhere": _l("这个手机号已经登记给另一位老师，请核对"),
    "account_elsewhere": _l("账号“%(value)s”已经是别人的了"),
    "person_beyond": _l("这位老师现在归别处管理，转班请找项目组"),
    "person_disabled": _l("这位老师的账号已经停用，请先找项目组"),
}


def file_words(fault: str, detail: str = "") -> str:
    """What is wrong with a file as a whole."""
    return str(FILE_FAULTS[fault]) % {"detail": detail}


def row_words(reasons: Sequence[Reason]) -> str:
    """What is wrong with a row: each reason once, as one sentence."""
    said = [str(ROW_FAULTS[code]) % _in_words(values) for code, values in reasons]
    return _("；").join(dict.fromkeys(said)) + (_("。") if said else "")


def _in_words(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: FIELDS[value] if name == "column" else value for name, value in values.items()}
