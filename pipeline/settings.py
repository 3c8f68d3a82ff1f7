"""Where things are and the few choices an installation makes, read from the environment in one place.

What belongs here: paths, names of folders, limits that an installation may set. What does not: anything that a
council's analyst would want to change (that is data, in `seeds/`), and any opening of files.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.errors import UsageError


def find_project_dir() -> Path:
    """Return the folder that holds `sql_models/`, `contracts/`, `seeds/` and `expectations/`.

    That is the checkout the package was imported from or, for an installed wheel, the copy inside the package.
    """
    package = Path(__file__).parent
    packaged = package / "_project"
    return packaged if packaged.is_dir() else package.parent


@dataclass(frozen=True)
class Home:
    """The folders under `CJW_HOME`, which hold all state: delete it and the next run starts clean."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where people drop files, in any folders."""
        return self.root / "inbox"

    @property
    def landing(self) -> Path:
        """Accepted files, immutable, named by their content."""
        return self.root / "landing"

    @property
    def key_check(self) -> Path:
        """What tells whether a pseudonym key is the one this home was filled with; not the key."""
        return self.landing / "key.check"

    @property
    def mappings(self) -> Path:
        """How exports with local headings are read: one YAML a kind of file."""
        return self.root / "mappings"

    @property
    def waivers(self) -> Path:
        """What the gate does not hold against a return, who answers for it, and until when: a CSV file."""
        return self.root / "waivers.csv"

    @property
    def quarantine(self) -> Path:
        """Refused files and rows, each with a reason that a person can read."""
        return self.root / "quarantine"

    @property
    def raw(self) -> Path:
        """Parquet of text: raw/<source>/<table>/collection_year=.../la_code=.../<file id>.parquet."""
        return self.root / "raw"

    @property
    def warehouse(self) -> Path:
        """The private, child-level DuckDB file: only the pipeline opens it."""
        return self.root / "warehouse.duckdb"

    @property
    def restricted(self) -> Path:
        """Child-level finding lists, one folder an LA, for that LA alone."""
        return self.root / "restricted"

    @property
    def data_docs(self) -> Path:
        """Pages of what the suites found: counts, for those who run the warehouse."""
        return self.root / "data-docs"

    @property
    def releases(self) -> Path:
        """Released benchmarks, one folder each, and the pointer `current`."""
        return self.root / "releases"

    @property
    def dagster(self) -> Path:
        """Dagster's own storage: run history, schedules, event logs."""
        return self.root / "dagster"

    @property
    def lock(self) -> Path:
        """The lock that lets one writer at a time into this home."""
        return self.root / ".cjw.lock"

    def create(self) -> "Home":
        """Make the folders; those with child-level data readable by their owner alone (0700).

        Raises:
            UsageError: A folder cannot be made there.
        """
        private = (self.root, self.landing, self.quarantine, self.raw, self.restricted)
        try:
            for path in private:
                path.mkdir(parents=True, exist_ok=True, mode=0o700)
            for path in (self.inbox, self.mappings, self.releases, self.dagster):
                path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{self.root} cannot be the data home ({error.strerror}).",
                remedy="Name a folder that this account may write to, with --home or CJW_HOME.",
            ) from error
        return self


class Settings(BaseSettings):
    """Settings from the environment (`CJW_*`); every one has a default that works.

    Attributes:
        home: The data home. The command's `--home` overrides it.
        project_dir: The folder of SQL models, contracts, seeds and suites.
        pseudonym_key: The key of the child pseudonyms, at least 16 characters; else it is read from the file.
        pseudonym_key_file: File of that key, outside the data home; made at first use, readable by its owner.
        disclosure_policy: The policy of `seeds/disclosure_policy.csv` that releases follow.
        keep_releases: How many releases to keep besides the current one.
        traceback: Whether a fault of the program shows its traceback, which may show a record, on the screen.
    """

    model_config = SettingsConfigDict(env_prefix="CJW_", extra="ignore")

    home: Path = Path("data")
    project_dir: Path = Field(default_factory=find_project_dir)
    pseudonym_key: SecretStr | None = None
    pseudonym_key_file: Path = Path("~/.config/cjw/pseudonym.key")
    disclosure_policy: str = "dfe_current"
    keep_releases: int = Field(default=14, ge=1)
    traceback: bool = False

    @property
    def home_paths(self) -> Home:
        """The data home as absolute paths."""
        return Home(self.home.expanduser().resolve())
