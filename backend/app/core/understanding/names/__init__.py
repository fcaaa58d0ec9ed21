"""The caller's name: found in a sentence, spelled, or given bare; and mended where it was heard wrong."""

from .calendar import outweighs_time
from .find import SURE_NAME, find_name
from .lexicon import names_somebody
from .mend import mend_name

__all__ = ["SURE_NAME", "find_name", "mend_name", "names_somebody", "outweighs_time"]
