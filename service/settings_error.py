"""The error of settings, apart from them so that the command line starts without reading any."""


class SettingsError(Exception):
    """Variables that cannot be used; one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
