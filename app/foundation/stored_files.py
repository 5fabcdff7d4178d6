"""The register of stored files: named by their content, so the same bytes are kept once."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base


class StoredFile(Base):
    __tablename__ = "stored_files"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    storage_name: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    stored_at: Mapped[datetime]
