"""Saving drafts, putting them away once handed in, going back to an earlier version, and the nightly sweep."""

from app.drafts.operations.restoring import keep_second_texts, put_away_drafts, restore_version
from app.drafts.operations.saving import LONGEST_DRAFT, OtherDraft, SavedDraft, Where, save_draft
from app.drafts.operations.settling import settle_drafts
from app.drafts.operations.thinning import sweep_drafts

__all__ = [
    "LONGEST_DRAFT",
    "OtherDraft",
    "SavedDraft",
    "Where",
    "keep_second_texts",
    "put_away_drafts",
    "restore_version",
    "save_draft",
    "settle_drafts",
    "sweep_drafts",
]
