"""All of one local authority, as the stages of the simulation hand it on to what writes files and answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import InCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.court import InCourt
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.money import Money
    from pipeline.synthetic.life.definition.need import InNeed


@dataclass(frozen=True)
class World:
    """All of one local authority: who the children are and what happens to them."""

    ground: Ground
    children: Children
    care: InCare
    need: InNeed
    court: InCourt
    money: Money
