"""The signature in a link by which letters are ended without signing in."""

from itsdangerous import BadSignature, URLSafeSerializer


def token_for(secret: str, person_id: int, kind: str) -> str:
    return _signer(secret).dumps([person_id, kind])


def read_token(secret: str, token: str) -> tuple[int, str] | None:
    """Whose letters of which kind a link ends; None for one that we did not sign."""
    try:
        person_id, kind = _signer(secret).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return person_id, kind


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="unsubscribe")
