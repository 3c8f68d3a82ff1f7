"""A directory of postcodes as the ONS publishes it, whatever the edition calls its columns."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import Home
from pipeline.sources.api import Receipt
from pipeline.sources.keeping.landing import landed_path
from pipeline.sources.keeping.raw import raw_path

# Beginnings of the real headings; up to some forty more follow.
EDITIONS = {
    "ONSPD to 2024": "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind",
    "NSPL to 2024": "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,cty,ced,laua,ward,nhser",
    "2025": "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,parncp25cd,usrtypind,east1m,north1m,gridind",
    "2026": "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,ced25cd,lad26cd,wd26cd",
}
VALUES = {
    "pcds": "WS1 1AA",
    "dointr": "198001",
    "doterm": "",
    "cty": "E99999999",
    "laua": "E08000030",
    "oseast1m": "401000",
    "osnrth1m": "0298000",
}
LIKE = {"east1m": "oseast1m", "north1m": "osnrth1m", "oscty": "cty", "oslaua": "laua"}


@pytest.mark.parametrize("headings", EDITIONS.values(), ids=EDITIONS)
def test_every_edition_is_read_and_the_columns_of_no_use_stay_in_the_file(
    home: Home,
    drop: Callable[[str, str], Path],
    receive: Callable[..., tuple[Receipt, ...]],
    read_parquet: Callable[[Path], list[dict[str, object]]],
    headings: str,
) -> None:
    names = [*headings.split(","), "lat", "long"]
    content = f"{','.join(names)}\n{','.join(_value(name) for name in names)}\n"
    drop("ONSPD_UK.csv", content)
    (receipt,) = receive()
    assert (receipt.outcome, receipt.table_name, receipt.notes) == ("accepted", "postcode", ())
    (row,) = read_parquet(raw_path(home, receipt))
    assert {name: row[name] for name in VALUES} == VALUES
    assert row["other_values"] is None
    assert landed_path(home, receipt.sha256).read_text() == content


def _value(heading: str) -> str:
    ours = LIKE.get(heading, heading)
    ours = {"lad": "laua", "cty": "cty"}.get(ours[:3], ours) if ours.endswith("cd") else ours
    return VALUES.get(ours, "not of use")
