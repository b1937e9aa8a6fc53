import json
from collections.abc import Iterator
from typing import Any

import pytest

from poa.case import Case
from poa.cli import main


@pytest.fixture
def shape(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    with pytest.raises(SystemExit) as left:
        main(["schema"])
    assert left.value.code == 0
    read: dict[str, Any] = json.loads(capsys.readouterr().out)
    return read


def answers(shape: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for model in (shape, *shape["$defs"].values()):
        for name, field in model.get("properties", {}).items():
            # Where both say the same, it stands once, with the model.
            behind = shape["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
            yield f"{model['title']}.{name}", behind | field


def test_every_answer_is_explained_and_every_plain_one_has_an_example(
    shape: dict[str, Any],
) -> None:
    fields = dict(answers(shape))
    assert len(fields) > 70
    assert [name for name, field in fields.items() if not field.get("description")] == []
    bare = [name for name, field in fields.items() if "$ref" not in str(field)]
    assert [name for name in bare if "examples" not in fields[name]] == ["Case.$schema"]


def test_it_names_every_answer_of_a_case_and_refuses_others(shape: dict[str, Any]) -> None:
    assert set(shape["properties"]) == {*Case.model_fields, "$schema"}
    models = [shape, *shape["$defs"].values()]
    assert all(
        model["additionalProperties"] is False for model in models if model["type"] == "object"
    )


def test_every_cause_and_choice_is_listed(shape: dict[str, Any]) -> None:
    assert "repeat-requests" in shape["$defs"]["Cause"]["enum"]
    assert "dispute" in json.dumps(shape["properties"]["route"])
