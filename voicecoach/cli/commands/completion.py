"""`voicecoach completion`: what a shell needs to complete commands and names."""

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script with which SHELL completes names.

    It completes commands and options, routines, exercises and topics.

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
    # Not source(): for bash it starts a bash to ask for its version, which need not be there.
    click.echo(made.source_template % made.source_vars())
