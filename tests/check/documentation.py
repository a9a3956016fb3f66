"""Writes ``docs/checks/``, a page a code, from its words and examples: ``python -m tests.check.documentation``."""

from pathlib import Path
from string import Formatter

from ssg.edge.messages import Messages, load_messages
from ssg.model.config import LEVEL_BY_CHECK, OWN
from ssg.read.config import CHECK_BY_NAME
from tests.check.example import Example
from tests.check.examples import EXAMPLES

FOLDER = Path(__file__).parent.parent.parent / "docs/checks"
LEVELS = {"off": "不查", "warn": "是提醒", "error": "是错误", OWN: "有的是错误，有的是提醒"}
SHOWN = (".yaml",)
"""Files beside an example that explain it."""
KIND_BY_ENDING = {"md": "markdown", "yaml": "yaml", "html": "html", "svg": "xml"}
NAMES = {check: name for name, check in CHECK_BY_NAME.items()}


def pages() -> dict[str, str]:
    """Return the text of every page by its file name."""
    words = load_messages("zh")
    by_code = {f"{example.code}.md": _page(example, words) for example in EXAMPLES}
    return {"README.md": _index(words), **by_code}


def _index(words: Messages) -> str:
    rows = [
        f"| [`{example.code}`]({example.code}.md) | {_plain(words.entry_by_code[example.code].message)} "
        f"| `{example.check}` {NAMES[example.check]} | {LEVELS[LEVEL_BY_CHECK[example.check]].removeprefix('是')} |"
        for example in EXAMPLES
    ]
    head = "# 检查出来的问题\n\n`ssg check` 的每个问题都有一个代号，写在方括号里。点代号看错的和对的写法。\n\n"
    return head + "| 代号 | 说的是 | 检查 | 平时 |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _page(example: Example, words: Messages) -> str:
    entry = words.entry_by_code[example.code]
    advice = "\n".join(f"- {_plain(each)}" for each in entry.help)
    beside = [_shown(path, text) for path, text in example.beside if path.endswith(SHOWN) and isinstance(text, str)]
    return (
        f"# {example.code}\n\n{_plain(entry.message)}\n\n{advice}\n\n"
        f"属于检查 `{example.check}`（{NAMES[example.check]}），平时{LEVELS[LEVEL_BY_CHECK[example.check]]}；"
        f"在 `site.yaml` 的 `checks` 里可以改成 off、warn 或 error，也可以登记例外。\n\n"
        + "".join(f"{each}\n" for each in beside)
        + "".join(f"上次发布过 `{address}`。\n\n" for address in example.published)
        + (f"{example.note}\n\n" if example.note else "")
        + f"错的写法，{_shown(example.path, example.wrong)}\n对的写法：\n\n{_block(example.path, example.right)}"
    )


def _shown(path: str, text: str) -> str:
    return f"`{path}`：\n\n{_block(path, text)}"


def _block(path: str, text: str) -> str:
    kind = KIND_BY_ENDING.get(path.rpartition(".")[2], "text")
    return f"```{kind}\n{text.rstrip()}\n```\n"


def _plain(text: str) -> str:
    """Return a message with its placeholders as an ellipsis, so that it reads as a sentence."""
    return "".join(literal + ("" if name is None else "…") for literal, name, *_ in Formatter().parse(text))


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
