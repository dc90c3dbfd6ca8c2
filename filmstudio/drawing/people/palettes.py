"""Colours and wardrobes from which a look is chosen where the storyboard leaves it open."""

from __future__ import annotations

from filmstudio.film.vocabulary import Culture

COLOURS: dict[str, str] = {
    "black": "#23222a", "white": "#f3efe6", "grey": "#8b8d94", "gray": "#8b8d94",
    "red": "#c4373a", "crimson": "#a51f3b", "maroon": "#7d1f36", "orange": "#e07a34",
    "saffron": "#ee8a2e", "yellow": "#ecc04a", "gold": "#d9a441", "mustard": "#c8932f",
    "green": "#3f8257", "olive": "#72763c", "emerald": "#1f7a5c", "teal": "#2b7f86",
    "turquoise": "#37a6a4", "blue": "#3a62a8", "navy": "#27385f", "indigo": "#3d3f8a",
    "purple": "#6f4596", "violet": "#7a56a8", "lavender": "#a99bd0", "pink": "#dd7d9c",
    "magenta": "#b9377f", "brown": "#6f4a34", "tan": "#c49a6c", "beige": "#dcc9a8",
    "cream": "#efe3c8", "ivory": "#f4ecd8", "silver": "#b9bdc6", "rust": "#a8502e",
    "blond": "#d3a762", "blonde": "#d3a762", "auburn": "#6e2f1f", "ginger": "#b5602c",
    "hazel": "#7a5b2e", "amber": "#a8722c", "fair": "#f3cdb0", "pale": "#f6d8c2",
    "light": "#eec09c", "medium": "#cf9a70", "dark": "#6e452f", "deep": "#5a3727",
    "ebony": "#4b2e22", "wheat": "#d7a479", "dusky": "#9c6846",
}  # fmt: skip
"""Colour words a storyboard may use instead of `#rrggbb`."""

SKINS: dict[Culture, tuple[str, ...]] = {
    "western": ("#f5cfb2", "#efc09b", "#e6b08a", "#f2c6a8", "#d9a07a"),
    "north-indian": ("#d9a478", "#c98d62", "#e0b088", "#b97d52"),
    "south-indian": ("#b3774c", "#a0673f", "#c48a5c", "#8c5836"),
    "east-asian": ("#f3cfa9", "#edc29a", "#e3b48a"),
    "japanese": ("#f5d3b3", "#efc7a1", "#e7b992"),
    "chinese": ("#f3cea8", "#ecc097", "#dfb088"),
    "thai": ("#e2b083", "#d39f70", "#c48d60"),
    "middle-eastern": ("#e6b78e", "#d6a379", "#c58f66"),
    "african": ("#8a5a3c", "#74482f", "#5f3a28", "#9c6a48"),
    "latin-american": ("#dca67c", "#c98f65", "#e8b992", "#b07850"),
}
HAIRS: dict[Culture, tuple[str, ...]] = {
    "western": ("#5a3422", "#8a5a32", "#c89a58", "#33221c", "#8f4425", "#6b4a2d"),
    "north-indian": ("#231716", "#1c1414", "#342019"),
    "south-indian": ("#1a1315", "#221616"),
    "east-asian": ("#1f1a1e", "#2a2022", "#3a2a26"),
    "japanese": ("#1d191f", "#2b2124", "#43302b"),
    "chinese": ("#1b181c", "#272022"),
    "thai": ("#1d1718", "#2a1e1c"),
    "middle-eastern": ("#2a1c17", "#1e1615", "#412a1f"),
    "african": ("#1b1414", "#241a18"),
    "latin-american": ("#2a1b17", "#3b251c", "#1f1615"),
}
IRISES: dict[Culture, tuple[str, ...]] = {
    "western": ("#4d7f9e", "#5d8454", "#6b4a2a", "#7a8a94", "#4f3a26"),
    "latin-american": ("#5a3a22", "#7a5a2c", "#46301f"),
    "middle-eastern": ("#5a3a22", "#6f5a30", "#46301f"),
}
DARK_IRISES = ("#4a2f1c", "#3b2619", "#5b3b20")
GREYS = ("#c9c6c4", "#b3b1b3", "#e4e1dc", "#9a989c")
CLOTHS = (
    "#2b7f86", "#34507a", "#b5493f", "#6f4596", "#3f8257", "#d08a3a", "#8a3b57", "#46627f",
    "#c26a4a", "#5a7a4a", "#2f3f63", "#b9788c",
)  # fmt: skip
INDIAN_CLOTHS = ("#b3263f", "#d9742c", "#1f7a5c", "#7d2a63", "#2a5c9a", "#c8932f", "#0f7c7a")
PALE_CLOTHS = ("#efe3c8", "#e7d9ba", "#f1ebdc", "#cfdcd6", "#e5c9a8")
TRIMS = ("#e8bd56", "#f2d492", "#d9a441")

MODERN = ("tee", "shirt", "hoodie", "coat", "suit")
WARDROBE: dict[tuple[Culture, str], tuple[str, ...]] = {
    ("north-indian", "female"): ("salwar", "sari", "kurta"),
    ("north-indian", "male"): ("kurta", "shirt", "kurta"),
    ("south-indian", "female"): ("sari", "salwar"),
    ("south-indian", "male"): ("dhoti", "shirt", "kurta"),
    ("japanese", "female"): ("dress", "shirt", "coat"),
    ("western", "female"): ("dress", "tee", "shirt", "coat"),
    ("latin-american", "female"): ("dress", "shirt", "tee"),
    ("african", "female"): ("dress", "shirt", "tee"),
    ("middle-eastern", "female"): ("robe", "dress", "coat"),
    ("middle-eastern", "male"): ("shirt", "robe", "coat"),
}
"""Ordinary clothes by culture and gender; where nothing is listed, modern ones."""

HAIR_BY_GENDER: dict[str, tuple[str, ...]] = {
    "female": ("long", "bob", "wavy", "bun", "ponytail", "braid", "curly"),
    "male": ("short", "fade", "short", "wavy", "curly"),
    "non-binary": ("bob", "short", "wavy", "fade", "curly"),
}
