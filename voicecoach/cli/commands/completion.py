"""`voicecoach completion`: the completion script of a shell."""

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    It completes commands, options, routines, exercises and topics. To install it:

    \b
    bash: voicecoach completion bash >> ~/.bashrc
    zsh:  voicecoach completion zsh >> ~/.zshrc
    fish: voicecoach completion fish > ~/.config/fish/completions/voicecoach.fish
    """
    from click.shell_completion import get_completion_class

    root = ctx.find_root()
    kind = get_completion_class(shell)
    assert kind is not None, "click knows these three"
    made = kind(root.command, {}, root.info_name or "voicecoach", "_VOICECOACH_COMPLETE")
    # Not source(): for bash it runs bash to check its version, and bash need not be installed.
    click.echo(made.source_template % made.source_vars())
