"""`python -m sheets_sync.documents.forms DIR`: draws our Word templates anew into DIR/документы."""

import sys
from pathlib import Path

from sheets_sync.documents.forms.drawn import word_templates
from sheets_sync.documents.shelf import FOLDER

folder = Path(sys.argv[1]) / FOLDER
folder.mkdir(parents=True, exist_ok=True)
for name, content in word_templates().items():
    (folder / name).write_bytes(content)
