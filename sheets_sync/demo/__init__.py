"""The demo: an invented town's workspace with the mess real sheets have, the same bytes always."""

from pathlib import Path
from typing import TYPE_CHECKING
