"""The shared tiny film."""

from tests.recipes.conftest import golden as golden
