"""Strings that want to run: a small grammar of tags, events, addresses, spellings and the forms Markdown gives them."""

from collections.abc import Iterator
from itertools import count, product

DEED = "ran({n})"
OPENERS = [
    "<img src=data:, {event}={deed}>", "<svg {event}={deed}>", "<svg><g {event}={deed}></g></svg>", "<p {event}={deed}>字</p>",
    "<video src=data:, {event}={deed}></video>", "<audio src=data:, {event}={deed}></audio>", "<a href=# {event}={deed}>字</a>",
    "<details open {event}={deed}><summary>字</summary></details>", "<input autofocus {event}={deed}>", "<body {event}={deed}>",
    "<select autofocus {event}={deed}></select>", "<textarea autofocus {event}={deed}></textarea>", "<td {event}={deed}>字</td>",
    "<math {event}={deed}><mi>x</mi></math>", "<iframe srcdoc='' {event}={deed}></iframe>", "<object data=data:, {event}={deed}>",
    "<x-y tabindex=1 {event}={deed}>字</x-y>", "<strong {event}={deed}>字</strong>", "<blockquote {event}={deed}>字</blockquote>",
    "<marquee {event}={deed}>字</marquee>", "<style {event}={deed}></style>", "<source {event}={deed}>", "<picture {event}={deed}>",
]  # fmt: skip
EVENTS = [
    "onerror",
    "onload",
    "onfocus",
    "onclick",
    "onmouseover",
    "ontoggle",
    "onpointerdown",
    "onbegin",
    "onanimationend",
]
SPELLINGS = [
    lambda text: text,
    lambda text: text.upper().replace("RAN({N}", "ran({n}"),
    lambda text: text.replace(" on", "/on", 1),
    lambda text: text.replace(" on", "\n\ton", 1),
    lambda text: text.replace("=ran(", '="ran(', 1).replace(")", ')"', 1),
    lambda text: text.replace("ran(", "&#114;an&lpar;", 1),
    lambda text: text.replace("ran(", "r\\u0061n(", 1),
    lambda text: text.replace(">", "", 1),
    lambda text: "<" + text,
    lambda text: text.replace("=ran(", "=`x`;ran(", 1),
]  # fmt: skip
ADDRESSES = [
    "javascript:{deed}", "JaVaScRiPt:{deed}", " javascript:{deed}", "java\tscript:{deed}", "java&#10;script:{deed}",
    "&#106;avascript:{deed}", "&#x6A;avascript&colon;{deed}", "javascript&#58;{deed}", "javascript://x%0a{deed}",
    "data:text/html,<script>parent.{deed}</script>", "vbscript:{deed}", "javascript:/*--></title>*/{deed}", "\\x01javascript:{deed}",
    "feed:javascript:{deed}", "view-source:javascript:{deed}", "//javascript:{deed}", "javascript&NewLine;:{deed}",
]  # fmt: skip
CARRIERS = [
    '<a href="{address}">字</a>', "<a href={address}>字</a>", '<iframe src="{address}"></iframe>', '<form action="{address}"><button>字</button></form>',
    '<form><button formaction="{address}">字</button></form>', '<embed src="{address}">', '<object data="{address}"></object>',
    '<svg><a xlink:href="{address}"><text>字</text></a></svg>', '<math href="{address}">字</math>', '<area href="{address}">',
    "[字]({address})", "[字](<{address}>)", "![字]({address})", "[字][1]\n\n[1]: {address}", "<{address}>", "[字]({address} \"题\")",
    '[![字](data:,)]({address})', '<base href="{address}"><a href="#">字</a>', '<meta http-equiv=refresh content="0;url={address}">',
]  # fmt: skip
WHOLE = [
    "<script>{deed}</script>", "<script\n>{deed}</script\n>", "<SCRIPT/x>{deed}</SCRIPT>", "<scr<script>ipt>{deed}</scr</script>ipt>",
    "<script src='data:text/javascript,{deed}'></script>", "<script type=module>{deed}</script>", "<svg><script>{deed}</script></svg>",
    "<svg><script>&#114;an({n})</script></svg>", "<iframe srcdoc='<script>parent.{deed}</script>'></iframe>", "<!--><img src=data:, onerror={deed}>-->",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=data:, onerror={deed}&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=data:, onerror={deed}>", "<noscript><p title='</noscript><img src=data:, onerror={deed}>'>",
    "<svg></p><style><a id='</style><img src=data:, onerror={deed}>'>", "<svg><animate onbegin={deed} attributeName=x dur=1s>",
    "<svg><set attributeName=href to=javascript:{deed}><a id=x><text>字</text></a></svg>", "<template><img src=data:, onerror={deed}></template>",
    "<textarea></textarea><img src=data:, onerror={deed}>", "<title></title><img src=data:, onerror={deed}>", "<![CDATA[><img src=data:, onerror={deed}>]]>",
    "<?xml x?><img src=data:, onerror={deed}>", "</p><img src=data:, onerror={deed}>", "\"><img src=data:, onerror={deed}>", "'><svg onload={deed}>",
    "＜img src=data:, onerror={deed}＞", "&lt;img src=data:, onerror={deed}&gt;", "<link rel=stylesheet href=data:, onerror={deed}>",
    "<style>@keyframes x{{}}</style><p style='animation-name:x' onanimationstart={deed}>", "<p style=\"background:url('javascript:{deed}')\">字</p>",
    "[字](/a \"onmouseover={deed}\")", "[字](/a\" onmouseover={deed} x=\")", "![字\" onerror={deed} x=\"](data:,)", "[字\"onclick={deed}](/a)",
    "```html\" onclick={deed}\nx\n```", "`\"><img src=data:, onerror={deed}>`", "{{{{constructor.constructor('{deed}')()}}}}", "${{{deed}}}",
]  # fmt: skip
FORMS = [
    "{text}", "前面的话 {text} 后面的话", "> {text}", "- {text}", "1. {text}", "# {text}", "**{text}**", "`{text}`", "    {text}",
    "| 一 | 二 |\n|---|---|\n| {text} | 字 |", "<div markdown=1>\n\n{text}\n\n</div>", "[{text}](/course)", "{text}\n===",
    "字\n{text}\n字", "[^1]\n\n[^1]: {text}", "*[x]: {text}",
]  # fmt: skip


def hostile_strings() -> list[str]:
    """A few thousand strings; the n-th calls `ran(n)` where it succeeds."""
    numbers = count()
    return [text.replace("{n}", str(next(numbers))) for text in _texts()]


def _texts() -> Iterator[str]:
    for place, (opener, event, spelling) in enumerate(product(OPENERS, EVENTS, SPELLINGS)):
        text = spelling(opener.replace("{event}", event).replace("{deed}", DEED))
        yield FORMS[place * 7 % len(FORMS)].replace("{text}", text)
    for carrier, address in product(CARRIERS, ADDRESSES):
        yield carrier.replace("{address}", address.replace("{deed}", DEED))
    for form, whole in product(FORMS, WHOLE):
        yield form.replace("{text}", whole.replace("{{", "{").replace("}}", "}").replace("{deed}", DEED))
