"""`python -m scripts.model`: runs the recipe, from where it stopped, to a model."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
import torch

from scripts.lab.recordings import SPEECH
from scripts.model import stages
from scripts.model.plan import FULL, FURTHER, QUICK, with_steps

Step = Callable[[stages.Build], None]


def stages_of(rounds: int, model: Path | None = None) -> dict[str, Step]:
    """All stages in their order, by the name that the command line knows them by.

    With a finished `model`, training goes on from that one.
    """
    begin = partial(stages.start_from, model=model) if model else stages.bootstrap
    found: dict[str, Step] = {
        "speak": stages.speak_all,
        "collect": stages.collect_recordings,
        "bootstrap": begin,
    }
    for number in range(1, rounds + 1):
        found[f"align-{number}"] = partial(stages.align_all, number=number)
        found[f"train-{number}"] = partial(stages.train_round, number=number)
    return found | {"finish": stages.finish}


@click.command()
@click.option(
    "--build", "directory", type=click.Path(path_type=Path),
    default=Path(__file__).parents[2] / "build" / "model", show_default="build/model",
    help="Build directory.",
)  # fmt: skip
@click.option("--quick", is_flag=True, help="The whole chain on a slice of data, in minutes.")
@click.option("--from", "model", metavar="MODEL", type=click.Path(path_type=Path),
              help="Go on from this finished model, a round more, in an hour.")  # fmt: skip
@click.option("--seed", default=1, show_default=True)
@click.option("--until", metavar="STAGE", help="Stop after this stage.")
@click.option("--steps", type=click.IntRange(1), metavar="N",
              help="Number of steps in the last round before the rate falls.")  # fmt: skip
@click.option("--phone-cost", type=click.FloatRange(0), metavar="COST",
              help="Cost of a phone in [unk], in place of what tuning chooses.")  # fmt: skip
@click.option("--candidate", is_flag=True,
              help="Only make a model from the latest checkpoint.")  # fmt: skip
def main(
    directory: Path,
    quick: bool,
    model: Path | None,
    seed: int,
    until: str | None,
    steps: int | None,
    phone_cost: float | None,
    candidate: bool,
) -> None:
    """Make the English command model, continuing where an earlier run stopped."""
    plan = QUICK if quick else FURTHER if model else FULL
    if steps is not None:
        plan = with_steps(plan, steps)
    plan = replace(plan, phone_cost=phone_cost)
    torch.set_num_threads(plan.threads)
    torch.manual_seed(seed)
    build = stages.Build(directory, plan, seed)
    if not SPEECH.is_dir():
        raise click.ClickException(
            f"There are no recordings in {SPEECH}. Name their folder in VOICECOACH_SPEECH."
        )
    if candidate:
        click.echo(stages.candidate(build))
        return
    named = stages_of(len(plan.rounds), model)
    if until is not None and until not in named:
        raise click.UsageError(f"No stage {until!r}. There are: {', '.join(named)}.")
    for name, step in named.items():
        step(build)
        if name == until:
            return


logging.captureWarnings(True)
main()
