"""An input that is the same as at the last step is not sent to the models again: what they said of it holds."""

from collections.abc import Iterable, Mapping

from der_server.models.expert import Estimate, Floats
from der_server.session.wipe import wipe


class Unchanged:
    """One input of one visit whose experts keep no state: the body's window, measured anew only now and then."""

    def __init__(self) -> None:
        self._asked: Floats | None = None
        self._answered: Floats | None = None
        self._said: dict[str, Estimate] = {}

    def fresh(self, given: Floats | None) -> Floats | None:
        """The input of the step to come; None where there is none, or it was answered already."""
        self._asked = given
        return None if given is self._answered else given

    def words(self, estimates: Mapping[str, Estimate], experts: Iterable[str]) -> Mapping[str, Estimate]:
        """The step's estimates, with what these experts said before where the input was not sent again."""
        if self._asked is None or self._asked is not self._answered:
            self._said = {name: estimates[name] for name in experts if name in estimates}
            self._answered = self._asked if self._said else None
            return estimates
        return {**estimates, **self._said}

    def forget(self) -> None:
        """Overwrite and drop what was said."""
        wipe(estimate.log_probs for estimate in self._said.values())
        self._asked = self._answered = None
        self._said = {}
