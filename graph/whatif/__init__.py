"""What would change if: imagined changes of a partnership, compared with what it is today."""

from graph.whatif.apply import apply_change
from graph.whatif.change import Change, check_change
from graph.whatif.compare import what_if
from graph.whatif.survive import Survival, survive_without

__all__ = ["Change", "Survival", "apply_change", "check_change", "survive_without", "what_if"]
