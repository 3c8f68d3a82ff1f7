"""The answers about care once more, slowly: child by child and day by day in plain Python, from the rows as drawn.

Written from the definitions alone; shares nothing with `pipeline.synthetic.truth`.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
OPEN = date(9999, 12, 31)
HOME = ("E4A", "E4B", "E13")
GROUPS = {
    "U6": "Foster placements",
    "U4": "Foster placements",
    "U1": "Foster placements",
    "K2": "Homes, Hostels, Secure",
    "R3": "Other residential settings",
    "P1": "Placed with parents",
    "S1": "Residential schools",
    "A5": "Placed for adoption",
    "T1": "Temporary",
}


def age(born, day):
    """Count birthdays: one born on 29 February has it on 1 March in other years."""
    years = day.year - born.year
    return years - ((day.month, day.day) < (born.month, born.day))


def months(start, end):
    count = (end.year - start.year) * 12 + end.month - start.month
    return count - (end.day < start.day)


def later(day, count):
    """Return the same day some months later, or the last of the month."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


class Naive:
    """One authority's care, with what returns that begin with a year can tell of it."""

    def __init__(self, rows, first_year, last_year):
        self.children = rows["children"]
        self.first_day, self.last_day = date(first_year - 1, 4, 1), date(last_year, 3, 31)
        self.years = range(first_year, last_year + 1)
        self.periods = [
            self._known(number, period, rows)
            for number, period in enumerate(rows["periods"])
            if period["end_date"] >= self.first_day and period["start_date"] <= self.last_day
        ]
        self.periods.sort(key=lambda period: (period["child"], period["seen_from"]))
        for period in self.periods:
            mine = [one for one in self.periods if one["child"] == period["child"]]
            period["entry_seen"] = mine.index(period) + 1
            period["next"] = [*mine, None][mine.index(period) + 1]

    def _known(self, number, period, rows):
        """Walk through the days of a period for its episodes; the first that a return holds is the first seen."""
        places = [one for one in rows["placements"] if one["period"] == number]
        statuses = [one for one in rows["statuses"] if one["period"] == number]
        episodes, day = [], period["start_date"]
        while day < min(period["end_date"], self.last_day + DAY):
            place = next(one for one in places if one["start_date"] <= day < one["end_date"])
            status = next(one for one in statuses if one["start_date"] <= day < one["end_date"])
            if (
                not episodes
                or episodes[-1]["place"] is not place
                or episodes[-1]["status"] is not status
            ):
                episodes.append({"start": day, "place": place, "status": status})
            episodes[-1]["end"] = day = day + DAY
        if period["end_date"] == OPEN:
            episodes[-1]["end"] = OPEN
        seen = [one for one in episodes if one["end"] >= self.first_day]
        kept = {
            "episodes": seen,
            "seen_from": seen[0]["start"],
            "is_start_seen": seen[0] is episodes[0],
        }
        return period | kept | {"stays": self._stays(seen)}

    def _stays(self, episodes):
        """Join episodes with one carer; name for each the first of the counted placement that it belongs to."""
        stays = []
        for episode in episodes:
            place = episode["place"]
            if not stays or stays[-1]["carer"] != place["carer"]:
                stays.append(
                    {
                        "carer": place["carer"],
                        "start": episode["start"],
                        "temporary": place["placement_type"] == "T1",
                    }
                )
            stays[-1] |= {
                "end": episode["end"],
                "kind": place["placement_type"],
                "provider": place["provider"],
            }
        current = None
        for stay in stays:
            if not stay["temporary"] and (current is None or current["carer"] != stay["carer"]):
                current = stay
            stay["counted"] = current
        return stays

    def at(self, day):
        """Yield each child looked after at the end of a day, with period, episode and stay, without short breaks."""
        for period in self.periods:
            for episode in period["episodes"]:
                if episode["start"] <= day < episode["end"] and episode["status"]["code"] != "V3":
                    stay = next(one for one in period["stays"] if one["start"] <= day < one["end"])
                    yield period, episode, stay

    def placements_in_year(self, child, year):
        """Go through the days of the year and collect the counted placements that the child was in."""
        seen, day = [], date(year - 1, 4, 1)
        stays = [stay for one in self.periods if one["child"] == child for stay in one["stays"]]
        while day <= date(year, 3, 31):
            here = [stay["counted"] for stay in stays if stay["start"] <= day < stay["end"]]
            seen += [id(counted) for counted in here if counted is not None]
            day += DAY
        return max(len(set(seen)), 1)

    def year_end(self, year):
        """Return a dictionary of what is told of each child looked after, by child."""
        day, told = date(year, 3, 31), {}
        for period, episode, stay in self.at(day):
            child = self.children[period["child"]]
            begun = stay["counted"]["start"] if stay["counted"] else period["seen_from"]
            cohort = age(child["birth_date"], day) < 16 and months(period["seen_from"], day) >= 30
            told[child["la_child_id"]] = {
                "age": age(child["birth_date"], day),
                "age_at_start": age(child["birth_date"], period["seen_from"]),
                "legal_status_code": episode["status"]["code"],
                "placement_group": GROUPS[episode["place"]["placement_type"]],
                "months_looked_after": months(period["seen_from"], day),
                "months_in_placement": months(begun, day),
                "placements_in_year": self.placements_in_year(period["child"], year),
                "uasc": "UASC"
                if child["is_uasc"] and child["uasc_ceased_date"] > day
                else "Not UASC",
                "is_in_care_over_5_years": later(period["seen_from"], 60) < day,
                "is_stable": cohort and months(begun, day) >= 24,
            }
        return told

    def starts(self, year):
        """Return the periods that began in a year, as a return of it shows."""
        return [
            one for one in self.periods
            if one["is_start_seen"] and one["episodes"][0]["status"]["code"] != "V3"
            and date(year - 1, 4, 1) <= one["start_date"] <= date(year, 3, 31)
        ]  # fmt: skip

    def leavers(self, year):
        """Return the periods that ended in a year."""
        return [
            one for one in self.periods
            if one["episodes"][-1]["status"]["code"] != "V3"
            and date(year - 1, 4, 1) <= one["end_date"] <= date(year, 3, 31)
        ]  # fmt: skip

    def returns_home(self, year):
        return [one for one in self.leavers(year) if one["reason_ceased"] in HOME]

    def days_by_type(self, year):
        """Count days of care one by one."""
        spent, day = {}, date(year - 1, 4, 1)
        while day <= date(year, 3, 31):
            for period in self.periods:
                for episode in period["episodes"]:
                    if episode["start"] <= day < episode["end"]:
                        kind = episode["place"]["placement_type"]
                        spent[kind] = spent.get(kind, 0) + 1
            day += DAY
        return spent

    def placements_ended(self, year):
        """Return kind and days of each placement that ended in a year: the counted, and the temporary ones."""
        first, last, ended = date(year - 1, 4, 1), date(year, 3, 31), []
        for period in self.periods:
            for stay in period["stays"]:
                if stay["temporary"]:
                    parts = [stay]
                elif stay["counted"] is stay:
                    parts = [one for one in period["stays"] if one["counted"] is stay]
                else:
                    continue
                kind = [one["kind"] for one in parts if one["temporary"] == stay["temporary"]][-1]
                end = parts[-1]["end"]
                if first <= end <= last:
                    ended.append((kind, (end - stay["start"]).days))
        return sorted(ended)
