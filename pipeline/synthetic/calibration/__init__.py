"""What is published about England, as the figures that the simulation is drawn from and compared with.

What belongs here: reading `seeds/calibration/` (`load`) and making its published part again from the releases
(`from_published`). What does not: the simulation.
"""
