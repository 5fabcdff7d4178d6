"""The sealer of this installation."""

from flask import current_app

from app.roster.sealing import Sealer


def the_sealer() -> Sealer:
    """Its keys come out of PERSONAL_DATA_KEY, or out of SECRET_KEY where there is none."""
    settings = current_app.extensions["settings"]
    return Sealer.of(settings.personal_data_key or settings.secret_key)


def sealed_numbers(identity: str, phone: str) -> dict[str, str | None]:
    """Columns of a personal record; what was not said is None."""
    sealer = the_sealer()
    return {
        "identity_sealed": sealer.seal(identity) if identity else None,
        "identity_index": sealer.index("identity", identity) if identity else None,
        "phone_sealed": sealer.seal(phone) if phone else None,
        "phone_index": sealer.index("phone", phone) if phone else None,
    }
