"""`voicecoach models`: lists, installs, checks and chooses speech models."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli.json_output import json_option, print_json
from voicecoach.program import program

if TYPE_CHECKING:
    from voicecoach.speech_models.catalog import Downloadable
    from voicecoach.speech_models.store import InstalledModel, ModelStore

BUNDLED = "bundled"


@click.group()
def models() -> None:
    """List, install, check and choose speech models.

    voicecoach comes with one, which knows all its commands. Only `install NAME` uses the network.
    """


_catalog_option = click.option(
    "--catalog",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Another list of downloadable models, such as a mirror's.",
)


@models.command(name="list")
@_catalog_option
@json_option
def list_models(catalog: Path | None, as_json: bool) -> None:
    """List the installed and the downloadable models."""
    from voicecoach.cli.pages.models import model_rows, print_models

    rows = model_rows(_store(), _catalog(catalog))
    if as_json:
        print_json([row.as_json() for row in rows])
    else:
        print_models(rows)


@models.command()
@click.argument("source", metavar="NAME|FILE.zip")
@click.option("--name", help="Name for a model from a file.  [default: from the file name]")
@click.option("--sha256", help="Expected SHA-256 of the file.")
@click.option("--force", is_flag=True, help="Replace an installed model of that name.")
@click.option("--use", "use_it", is_flag=True, help="Use it from now on.")
@_catalog_option
def install(
    source: str,
    name: str | None,
    sha256: str | None,
    force: bool,
    use_it: bool,
    catalog: Path | None,
) -> None:
    """Install a Vosk model, from the network or from a .zip file.

    \b
    voicecoach models install small-en-us
    voicecoach models install vosk-model-small-en-us-0.15.zip
    """
    from voicecoach.app.model_install import install_download, install_file
    from voicecoach.cli.progress_bar import progress_bar
    from voicecoach.speech_models.catalog import entry_named

    known = _catalog(catalog)
    if Path(source).is_file():
        installed = install_file(
            _store(),
            Path(source),
            known,
            name=name,
            sha256=sha256,
            replace=force,
            open_bar=progress_bar,
        )
    else:
        entry = entry_named(known, source)
        installed = install_download(_store(), entry, replace=force, open_bar=progress_bar)
    click.echo(f"Installed {installed.name} in {installed.directory}.")
    if use_it:
        _use(installed.directory, installed.name)
    else:
        click.echo(f"Use it with: {program()} models use {installed.name}")


@models.command()
@click.argument("model", metavar="[NAME|DIRECTORY]", required=False)
def verify(model: str | None) -> None:
    """Check a model, or the one in use.

    It must be complete and unchanged, load, and know the words of all commands.
    """
    from voicecoach.app.model_check import checks
    from voicecoach.cli.pages.models import model_in_use

    directory = _directory_of(model) if model else model_in_use()
    click.echo(str(directory))
    passed = True
    for check in checks(directory):
        mark = {True: "ok", False: "FAILED", None: "-"}[check.passed]
        click.echo(f"  {check.name:<10} {mark:<6}  {check.found}")
        passed = passed and check.passed is not False
    if not passed:
        raise click.exceptions.Exit(1)


@models.command()
@click.argument("model", metavar="NAME|DIRECTORY")
def use(model: str) -> None:
    """Use this model from now on.

    `bundled` is the one that comes with voicecoach.
    """
    if model == BUNDLED:
        _use(None, BUNDLED)
    else:
        _use(_directory_of(model), model)


def _store() -> "ModelStore":
    from voicecoach.places import models_directory
    from voicecoach.speech_models.store import ModelStore

    return ModelStore(models_directory())


def _catalog(path: Path | None) -> "dict[str, Downloadable]":
    from voicecoach.speech_models.catalog import BUNDLED_CATALOG, read_catalog

    return dict(read_catalog(path or BUNDLED_CATALOG))


def _directory_of(model: str) -> Path:
    """Directory of an installed model, or the named directory itself; raises ModelError."""
    from voicecoach.errors import ModelError
    from voicecoach.speech_models.lookup import bundled_model
    from voicecoach.suggestions import did_you_mean

    if model == BUNDLED:
        return bundled_model()
    store = _store()
    installed: InstalledModel | None = store.named(model)
    if installed:
        return installed.directory
    if Path(model).expanduser().is_dir():
        return Path(model).expanduser().absolute()
    names = [BUNDLED, *(one.name for one in store.installed())]
    if model in _catalog(None):
        raise ModelError(f"{model} is not installed. Run: {program()} models install {model}")
    hint = did_you_mean(model, names) or "."
    raise ModelError(
        f'No installed model or directory is called "{model}"{hint} Installed: {", ".join(names)}.'
    )


def _use(directory: Path | None, name: str) -> None:
    import os

    from voicecoach.places import settings_file
    from voicecoach.settings_file import change_setting
    from voicecoach.speech_models.lookup import ENVIRONMENT_VARIABLE, check_model

    if directory is not None:
        check_model(directory)
    change_setting(settings_file(), "model", None if directory is None else str(directory))
    click.echo(f"From now on, sessions use {name}.")
    if os.environ.get(ENVIRONMENT_VARIABLE):
        click.echo(
            f"But {ENVIRONMENT_VARIABLE} is set in this terminal and takes precedence.", err=True
        )
