"""Writes SSDA903 returns of children made to a table: each year's header and episodes, as a local authority sends them.

What belongs here: how lives become rows of returns. What does not: which lives a table asks for.
"""

from datetime import date
from functools import cache

OVER = date.max


def spread(total, *, parts):
    """Cut a number into parts of nearly equal size."""
    least, more = divmod(total, parts)
    return [least + (at < more) for at in range(parts)]


def birthday(age, day):
    """Return a date of birth of somebody who is of an age on a day."""
    return date(day.year - age, day.month, min(day.day, 28))


class Returns:
    """The children of one local authority and their episodes."""

    def __init__(self, la_code):
        self.la_code = la_code
        self._children, self._episodes = [], []

    def add(self, born, *episodes, sex="1", ethnicity="WBRI"):
        """Add a child; an episode is (start, end or None, codes), and one that begins as one ends goes on."""
        child = f"C{len(self._children):06}"
        self._children.append((child, sex, born, ethnicity))
        ended = None
        for start, end, codes in episodes:
            begun = {"RNE": "P"} if start == ended else {"RNE": "S"}
            told = {"LS": "V2", "CIN": "N1", "PLACE": "U4", "PLACE_PROVIDER": "PR1"} | begun | codes
            self._episodes.append((len(self._children) - 1, start, end or OVER, told))
            ended = end

    def write(self, folder, years):
        """Write the returns of the years, each with the episodes that have a day in it or end on its first."""
        for year in years:
            here = folder / self.la_code / f"{year - 1}-{year % 100:02d}"
            here.mkdir(parents=True)
            first, last = date(year - 1, 4, 1), date(year, 3, 31)
            told = [one for one in self._episodes if one[1] <= last and one[2] >= first]
            rows = [self._episode(one, last) for one in told]
            _lines(here / "episodes.csv", EPISODES, rows)
            children = [self._children[at] for at in dict.fromkeys(one[0] for one in told)]
            _lines(here / "header.csv", HEADER, (_child(*one) for one in children))

    def _episode(self, episode, last):
        at, start, end, codes = episode
        ended = f"{_day(end)},{codes.get('REC', 'X1')},{codes.get('REASON', '')}"
        return (
            f"{self._children[at][0]},{_day(start)},{codes['RNE']},{codes['LS']},{codes['CIN']},"
            f"{codes['PLACE']},{codes['PLACE_PROVIDER']},{ended if end <= last else ',,'},,,"
        )


HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)


def _child(child, sex, born, ethnicity):
    return f"{child},{sex},{_day(born)},{ethnicity},UN4,,"


@cache
def _day(day):
    return f"{day:%d/%m/%Y}"


def _lines(path, heading, rows):
    path.write_text("\n".join((heading, *rows, "")), encoding="utf-8")
