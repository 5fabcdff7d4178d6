"""What the database complains of goes to the log, and what people wrote does not."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.foundation.database import db
from app.people.models import Person


def test_a_fault_names_the_statement_and_not_what_was_written(app):
    with app.app_context(), pytest.raises(SQLAlchemyError) as fault:
        db.session.execute(select(Person.id).where(Person.account == "a secret of hers", Person.name == object()))
    assert "SELECT people.id" in str(fault.value)
    assert "a secret of hers" not in str(fault.value)
