"""Mark sentences for translation where Django is not at hand."""


def N_(message: str) -> str:
    """Return `message` unchanged; the translation tools pick it up by this name."""
    return message
