"""Foreign keys obey the same one-way street as imports; written as strings they escape the import linter."""

import tomllib
from pathlib import Path

from django.apps import apps

PYPROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))


def heights() -> dict[str, int]:
    contract = next(c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c.get("exhaustive"))
    layers = reversed(contract["layers"])
    return {name.strip(" ()"): height for height, layer in enumerate(layers) for name in layer.split("|")}


def test_no_model_points_up_or_sideways() -> None:
    height = heights()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in height
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if (target := field.related_model._meta.app_label) in height and target != model._meta.app_label
        if height[target] >= height[model._meta.app_label]
    ]
    assert wrong == []


def test_every_application_of_ours_has_a_layer() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("panah.")}
    assert ours <= set(heights())
