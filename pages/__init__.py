"""The pages of the web studio, one file each."""

from components.page import Page
from pages import (
    editor,
    forgot,
    gallery,
    landing,
    login,
    missing,
    new,
    pricing,
    project,
    register,
    reset,
    verify,
)

PAGES: tuple[Page, ...] = (
    landing.PAGE,
    pricing.PAGE,
    login.PAGE,
    register.PAGE,
    forgot.PAGE,
    reset.PAGE,
    verify.PAGE,
    new.PAGE,
    project.PAGE,
    missing.PAGE,
    editor.PAGE,
    gallery.PAGE,
)
