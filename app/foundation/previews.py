"""A small picture of a file, to be looked at before it is fetched: of pictures and of the first page of a PDF."""

from pathlib import Path
from threading import Semaphore

import structlog

from app.foundation.confined import Overstrained, run_confined
from app.foundation.file_kinds import PDF, PICTURES, PNG, UnfitFile
from app.foundation.pictures import Small, redraw, shrink

SCRIPT = Path(__file__).with_name("first_page.py")
MEGABYTES, SECONDS = 512, 5
_a_few_at_once = Semaphore(2)
log = structlog.get_logger()


def preview_of(content: bytes, media_type: str) -> Small | None:
    """None where there is nothing to see, or where seeing it would cost too much: the file is taken all the same."""
    if media_type in PICTURES:
        return shrink(content)
    if media_type != PDF.media_type:
        return None
    try:
        with _a_few_at_once:
            page = run_confined(SCRIPT, content, megabytes=MEGABYTES, seconds=SECONDS)
        return shrink(redraw(page, PNG))
    except (Overstrained, UnfitFile) as problem:
        log.info("no_preview", size=len(content), problem=str(problem))
        return None
