"""``poa explain``: a cause, an entry of a playbook or a rule in full."""

import typer

from poa.cli.formats import Format


def explain(
    key: str = typer.Argument(
        help="A cause, a pattern, action or measure, or a rule, by its name."
    ),
    *,
    output_format: Format = typer.Option(Format.TEXT, "--format", "-f", help="Words or JSON."),
) -> int:
    """Explain a cause, pattern, action, measure or rule: what it means and who says so."""
    from poa import console
    from poa.errors import ExitCode
    from poa.explain import explain as find_entry

    entry = find_entry(key)
    if output_format is Format.JSON:
        console.show_json_result(entry.as_json())
    else:
        from poa.console.explain import show_entry

        show_entry(entry)
    return ExitCode.DONE
