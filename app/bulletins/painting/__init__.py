"""A bulletin as one long picture, drawn on the server: what is drawn is plain values, what comes out is a PNG."""

from app.bulletins.painting.painter import paint
from app.bulletins.painting.pieces import Painted, Piece, plain_paragraphs, signature

__all__ = ["Painted", "Piece", "paint", "plain_paragraphs", "signature"]
