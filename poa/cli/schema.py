"""``poa schema``: the form of a case, for editors and programs."""


def schema() -> int:
    """Print the JSON Schema of a case, with a description and an example for each answer.

    Save it beside a case and name it there as "$schema": an editor then completes and explains.
    """
    import json

    from poa import console
    from poa.case import Case
    from poa.errors import ExitCode

    shape = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Case.model_json_schema()}
    shape["properties"]["$schema"] = {"type": "string", "description": "Where this schema is."}
    console.show(json.dumps(shape, indent=2, ensure_ascii=True))
    return ExitCode.DONE
