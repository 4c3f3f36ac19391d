"""How names and titles are compared: without case, marks or the bar of đ. Never for display."""

import unicodedata


def search_key(*texts: str) -> str:
    """The texts as one searchable line: `Nguyễn Thị Đào` gives `nguyen thi dao`."""
    parts = unicodedata.normalize("NFD", " ".join(texts).casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(bare.replace("đ", "d").split())
