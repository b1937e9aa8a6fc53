from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from poa.case import Case
from poa.readers.columns import plain_name
from poa.readers.intake_form import Table, intake_tables

# Answered by rows of the details, by a column of the causes, or by the program itself.
ELSEWHERE = {
    "schema_version",
    "audit.violations",
    "causes.root_cause.facts",
    "causes.dispute.facts",
    "causes.actions.facts",
    "causes.measures.facts",
}

every_table = pytest.mark.parametrize("table", intake_tables(), ids=lambda table: table.id)


def questions(model: type[BaseModel], at: str = "") -> Iterator[str]:
    """The places of all questions that a case asks, without the numbers of lists."""
    for name, field in model.model_fields.items():
        inside = model_inside(field.annotation)
        if inside:
            yield from questions(inside, f"{at}{name}.")
        else:
            yield f"{at}{name}"


def model_inside(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type there is
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := model_inside(each))), None)


def test_the_form_asks_every_question_of_a_case() -> None:
    asked = {
        f"{table.place}.{column.key}" if table.place else column.key
        for table in intake_tables()
        for column in table.columns
    }
    assert sorted(set(questions(Case)) - asked - ELSEWHERE) == []


@every_table
def test_no_two_columns_of_a_table_have_the_same_name(table: Table) -> None:
    names = [name for column in table.columns for name in column.also]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_no_two_tables_have_the_same_name() -> None:
    names = [name for table in intake_tables() for name in table.also]
    assert len(names) == len(set(names))


@every_table
def test_every_column_is_explained_and_known_by_its_name_and_key(table: Table) -> None:
    assert table.columns[0].key == "client"
    for column in table.columns:
        assert column.says.endswith((".", ")", "?")), column.key
        assert {plain_name(column.name), plain_name(column.key)} <= column.also


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("clients", "restriction.noticed_on", "day"),
        ("clients", "audit.messages", "count"),
        ("clients", "audit.all_channels", "yes-no"),
        ("clients", "policy.names", "list"),
        ("clients", "seller.marketplace", "choice"),
        ("clients", "restriction.notice_text", "prose"),
        ("causes", "root_cause.pattern", "entry"),
        ("actions", "status", "choice"),
        ("details", "question", "question"),
    ],
)
def test_the_kind_of_an_answer_is_that_of_the_case(table: str, column: str, kind: str) -> None:
    found = next(each for each in intake_tables() if each.id == table)
    assert found.column(column).kind == kind
