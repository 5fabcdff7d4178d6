"""Who published a points table, and why."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Base, LongText


class Publication(Base):
    """A version of the rules was published by somebody for a reason that everybody reads; the first ones have none."""

    __tablename__ = "points_table_publications"
    points_table_id: Mapped[int] = mapped_column(ForeignKey("points_tables.id"), primary_key=True, autoincrement=False)
    published_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[LongText]
    published_at: Mapped[datetime]
