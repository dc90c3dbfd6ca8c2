"""The pages of the web studio, one file each."""

from components.page import Page
from pages import gallery, landing

PAGES: tuple[Page, ...] = (landing.PAGE, gallery.PAGE)
