"""The pages of the web studio, one file each."""

from components.page import Page
from pages import landing

PAGES: tuple[Page, ...] = (landing.PAGE,)
