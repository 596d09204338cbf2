"""``python -m pages``: writes the pages anew."""

from pages.root import ROOT
from pages.written import WRITTEN

for name, page in WRITTEN.items():
    (ROOT / name).write_text(page(), encoding='utf-8')
    print(name)
