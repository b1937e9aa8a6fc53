"""The example that the case's own description gives for an answer."""

import re
from typing import Any, get_args

from pydantic import BaseModel

from poa.case.model import Case


def example_of(where: str) -> str | None:
    """The example for a place such as ``causes[0].actions[1].by``; ``None`` without a short one."""
    model: type[BaseModel] = Case
    example: object = None
    for name in re.findall(r"[a-z]\w*", where):
        field = model.model_fields.get(name)
        if field is None:
            return None
        example = next(iter(field.examples or ()), None)
        model = _model_inside(field.annotation) or model
    if isinstance(example, list | tuple):
        example = "; ".join(str(each) for each in example if isinstance(each, str))
    return str(example) if isinstance(example, str | int) and example != "" else None


def _model_inside(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type there is
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_inside(each))), None)
