"""Which events become whose notices; each stands or falls with the act that it tells of."""

from app.notifications.subscribers import honours, letters, opinions, showcase, talk, works

__all__ = ["honours", "letters", "opinions", "showcase", "talk", "works"]
