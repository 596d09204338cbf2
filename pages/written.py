"""Which pages a program writes, and how."""

from pages.api_page import api_page
from pages.demo_page import demo_page
from pages.options_page import options_page

# Path from the root -> a function that returns the page.
WRITTEN = {'docs/api.md': api_page, 'docs/demo_model.md': demo_page,
           'docs/options.md': options_page}
