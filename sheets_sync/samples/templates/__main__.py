"""`python -m sheets_sync.samples.templates [DIR]`: makes the files of templates/ anew."""

import sys
from pathlib import Path

from sheets_sync.samples.templates import write_templates

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "templates")
    sys.stdout.writelines(f"{folder / name}\n" for name in write_templates(folder))
