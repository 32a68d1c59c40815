"""Forms that change one thing of a partnership: their fields, their checks, and what they save."""

from service.forms.pages import router

__all__ = ["router"]
