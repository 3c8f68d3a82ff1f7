"""Options that several commands take, and the settings that follow from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from pipeline.errors import UsageError
from pipeline.settings import Settings

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="The data home (default: CJW_HOME, else ./data).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print machine-readable results.")]
PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(help="Files or folders to read besides the inbox; they are left as they are."),
]


def settings_at(home: Path | None = None) -> Settings:
    """Return the settings of the environment, with the data home if one is named.

    Raises:
        UsageError: A variable of the environment cannot be used.
    """
    try:
        return Settings(home=home) if home else Settings()
    except ValidationError as error:
        wrong = [f"CJW_{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors()]
        raise UsageError(
            "The environment sets what cannot be used: " + "; ".join(wrong),
            remedy="Correct these variables, or unset them: each has a default.",
        ) from None
