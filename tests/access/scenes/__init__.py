"""What each domain adds to the world: `set_scene(world)` in a file of its own, called by `world.build`."""

from tests.access.scenes import statistics

__all__ = ["statistics"]
