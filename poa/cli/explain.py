"""``poa explain``: one rule in full."""

import typer

from poa.cli.formats import Format


def explain(
    key: str = typer.Argument(help="The name of a rule, as a finding shows it."),
    *,
    output_format: Format = typer.Option(Format.TEXT, "--format", "-f", help="Words or JSON."),
) -> int:
    """Explain a rule: what it is, why it matters, what to write instead, who says so."""
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
