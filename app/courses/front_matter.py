"""The block between the two lines of --- at the top of a file: read as nodes, so that nothing changes its type unseen."""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from app.courses.course import Fault

KINDS = {
    "tag:yaml.org,2002:bool": "“是/否”",
    "tag:yaml.org,2002:int": "数字",
    "tag:yaml.org,2002:float": "小数",
    "tag:yaml.org,2002:timestamp": "日期",
    "tag:yaml.org,2002:null": "空值",
}
STRING = "tag:yaml.org,2002:str"
INTEGER = "tag:yaml.org,2002:int"
_WHOLE = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """A key that holds one line of text."""

    longest: int
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """A key that holds a list of lines."""

    longest: int
    one_of: tuple[str, ...] = ()
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A key that holds a whole number from `least` to `most`."""

    least: int
    most: int


Schema = dict[str, Line | Lines | Whole]


@dataclass(slots=True)
class FrontMatter:
    """What was read: values by key, the line of each key, and every fault."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Reader:
    """Reads the front matter of one file by a schema and collects all faults instead of stopping at the first."""

    def __init__(self, path: str, schema: Schema, first_line: int) -> None:
        self.path, self.schema, self.first_line = path, schema, first_line
        self.result = FrontMatter()

    def read(self, text: str) -> FrontMatter:
        node = self._compose(text)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._take(key, value)
        elif not self.result.faults:
            self._fault(self.first_line, "开头两行 --- 之间要写成“名称: 值”，一行一项")
        for name in self.schema:
            if name not in self.result.lines and isinstance(node, yaml.MappingNode):
                self._fault(self.first_line, f"缺少 {name}")
        return self.result

    def _compose(self, text: str) -> yaml.Node | None:
        try:
            node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line if error.problem_mark else 0
            open_quote = next((n for n, row in enumerate(text.split("\n")[: line + 1]) if row.count('"') % 2), None)
            if open_quote is None:
                self._fault(self.first_line + line, f"这里的格式读不懂（{_why(error)}）")
            else:
                self._fault(self.first_line + open_quote, "这一行的引号没有成对")
        except (yaml.YAMLError, RecursionError, ValueError):
            self._fault(self.first_line, "这一段的格式读不懂，请检查引号、冒号和特殊字符")
        else:
            return node
        return None

    def _take(self, key: yaml.Node, value: yaml.Node) -> None:
        line, name = self._line(key), str(key.value)
        if name in self.result.lines:
            self._fault(line, f"{name} 写了两次，第一次在第 {self.result.lines[name]} 行")
            return
        if name not in self.schema:
            self._fault(line, f"不认识的项目 {name}；可以写的是 {'、'.join(self.schema)}")
            return
        self.result.lines[name] = line
        rule = self.schema[name]
        if isinstance(rule, Whole):
            self._whole(name, value, rule)
        elif isinstance(rule, Line):
            self._keep(name, self._string(name, value, rule.longest, rule.one_of))
        else:
            self._list(name, value, rule)

    def _whole(self, name: str, node: yaml.Node, rule: Whole) -> None:
        written = node.value if isinstance(node, yaml.ScalarNode) else None
        if not isinstance(written, str) or not _WHOLE.fullmatch(written) or node.tag != INTEGER:
            self._fault(self._line(node), f"{name} 要写一个不加引号的整数，例如 {rule.least}，现在是 {_shown(node)}")
        elif not rule.least <= int(written) <= rule.most:
            self._fault(self._line(node), f"{name} 是 {written}，应当在 {rule.least} 到 {rule.most} 之间")
        else:
            self.result.values[name] = int(written)

    def _list(self, name: str, node: yaml.Node, rule: Lines) -> None:
        if not isinstance(node, yaml.SequenceNode):
            self._fault(self._line(node), f'{name} 要写成列表，例如 ["甲", "乙"]，现在是 {_shown(node)}')
            return
        items = [self._string(name, item, rule.longest, rule.one_of) for item in node.value]
        kept = [item for item in items if item is not None]
        if not items and not rule.may_be_empty:
            self._fault(self._line(node), f"{name} 至少要写一项")
        elif len(set(kept)) < len(kept):
            self._fault(self._line(node), f"{name} 里有重复的项")
        elif len(kept) == len(items):
            self.result.values[name] = kept

    def _string(self, name: str, node: yaml.Node, longest: int, one_of: tuple[str, ...]) -> str | None:
        wrong = _what_is_wrong(name, node, longest, one_of)
        if wrong is None:
            return str(node.value).strip()
        self._fault(self._line(node), wrong)
        return None

    def _keep(self, name: str, value: str | None) -> None:
        if value is not None:
            self.result.values[name] = value

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _fault(self, line: int, message: str) -> None:
        self.result.faults.append(Fault(self.path, line, message))


def _what_is_wrong(name: str, node: yaml.Node, longest: int, one_of: tuple[str, ...]) -> str | None:
    """Why a node is not the line of text that was asked for; None if it is."""
    text = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if not isinstance(node, yaml.ScalarNode):
        wrong = f"{name} 这里要写一行文字"
    elif node.tag != STRING:
        wrong = f'{name} 的值 {_shown(node)} 会被当成{KINDS.get(node.tag, "别的东西")}，请加上引号，写成 "{node.value}"'
    elif not text:
        wrong = f"{name} 还是空的"
    elif "\n" in text:
        wrong = f"{name} 只能写一行"
    elif len(text) > longest:
        wrong = f"{name} 有 {len(text)} 个字，最多 {longest} 个"
    elif one_of and text not in one_of:
        wrong = f"{name} 不能写“{text}”，可以写的是 {'、'.join(one_of)}"
    else:
        return None
    return wrong


def _shown(node: yaml.Node) -> str:
    return str(node.value)[:40] if isinstance(node, yaml.ScalarNode) and node.value != "" else "空的"


def _why(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem or "")
    if "tab" in problem or "\\t" in problem:
        return "不能用制表符缩进"
    if "mapping values" in problem:
        return "一行里有两个冒号，请给值加上引号"
    return "多半是方括号没有成对，或冒号后少了空格"
