"""Models are put in their place whole, or not at all."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.speech_models.test_lookup import make_model
from voicecoach.errors import ModelError
from voicecoach.speech_models.catalog import read_catalog
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.speech_models.store import (
    RECORD,
    ModelStore,
    changed_files,
    is_as_published,
)


def zipped_model(folder: Path, *, root: str = "vosk-model-tiny-0.1/", lacks: str = "") -> Path:
    """An archive as Vosk's are, of a model whose files are nearly empty."""
    model = make_model(folder / "source")
    path = folder / "vosk-model-tiny-0.1.zip"
    with zipfile.ZipFile(path, "w") as file:
        for one in sorted(model.rglob("*")):
            name = one.relative_to(model).as_posix()
            if one.is_file() and name != lacks:
                file.write(one, root + name)
    return path


def store_in(folder: Path) -> ModelStore:
    return ModelStore(folder / "models")


@pytest.mark.parametrize("root", ["vosk-model-tiny-0.1/", ""])
def test_a_model_is_installed_with_its_checksums(tmp_path: Path, root: str) -> None:
    store = store_in(tmp_path)
    model = store.install(zipped_model(tmp_path, root=root), "tiny", source="a disk")
    assert model.directory == tmp_path / "models" / "tiny"
    assert [(one.name, one.source) for one in store.installed()] == [("tiny", "a disk")]
    assert changed_files(model.directory) == ()
    assert os.listdir(store.directory) == ["tiny"]


def test_a_file_that_has_changed_since_is_named(tmp_path: Path) -> None:
    model = store_in(tmp_path).install(zipped_model(tmp_path), "tiny", source="")
    (model.directory / "am" / "final.mdl").write_text("other")
    (model.directory / "conf" / "mfcc.conf").unlink()
    assert changed_files(model.directory) == ("am/final.mdl", "conf/mfcc.conf")


def test_nothing_is_known_of_a_model_from_elsewhere(tmp_path: Path) -> None:
    assert changed_files(make_model(tmp_path)) is None


def test_an_archive_without_a_whole_model_leaves_nothing(tmp_path: Path) -> None:
    archive = zipped_model(tmp_path, lacks="graph/Gr.fst")
    with pytest.raises(ModelError, match=r"lacks graph/Gr\.fst"):
        store_in(tmp_path).install(archive, "tiny", source="")
    assert os.listdir(tmp_path / "models") == []


def test_an_archive_that_means_harm_leaves_nothing(tmp_path: Path) -> None:
    archive = zipped_model(tmp_path)
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr("../../evil", "evil")
    with pytest.raises(ModelError, match="leads out"):
        store_in(tmp_path).install(archive, "tiny", source="")
    assert os.listdir(tmp_path / "models") == []
    assert not list(tmp_path.rglob("evil"))


def test_a_model_of_that_name_is_not_replaced_by_chance(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    archive = zipped_model(tmp_path)
    first = store.install(archive, "tiny", source="first")
    with pytest.raises(ModelError, match="--force"):
        store.install(archive, "tiny", source="second")
    assert store.installed() == (first,)
    store.install(archive, "tiny", source="second", replace=True)
    assert [one.source for one in store.installed()] == ["second"]
    assert os.listdir(store.directory) == ["tiny"]


def test_a_replacement_that_fails_keeps_the_old_model(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.install(zipped_model(tmp_path), "tiny", source="first")
    broken = zipped_model(tmp_path, lacks="am/final.mdl")
    with pytest.raises(ModelError, match="lacks"):
        store.install(broken, "tiny", source="second", replace=True)
    assert [one.source for one in store.installed()] == ["first"]
    assert changed_files(store.directory / "tiny") == ()


def test_leftovers_of_killed_installations_are_repaired(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    archive = zipped_model(tmp_path)
    store.install(archive, "tiny-0.1", source="first")
    os.replace(store.directory / "tiny-0.1", store.directory / ".tiny-0.1.0badcafe.old")
    stale = store.directory / ".other.0badcafe.part"
    stale.mkdir()
    os.utime(stale, (0, 0))
    fresh = store.directory / ".third.0badcafe.part"
    fresh.mkdir()
    store.install(archive, "fourth", source="")
    assert sorted(os.listdir(store.directory)) == [".third.0badcafe.part", "fourth", "tiny-0.1"]
    assert [one.name for one in store.installed()] == ["fourth", "tiny-0.1"]


def test_a_damaged_record_only_means_that_nothing_is_known(tmp_path: Path) -> None:
    model = store_in(tmp_path).install(zipped_model(tmp_path), "tiny", source="first")
    (model.directory / RECORD).write_text("{")
    assert changed_files(model.directory) is None
    assert store_in(tmp_path).installed()[0].source == ""


def test_the_bundled_model_is_as_published() -> None:
    made_anew = "after a change: python -m voicecoach.speech_models.store"
    assert is_as_published(bundled_model()), made_anew


def test_published_models_are_known_by_the_checksum_of_their_archive(tmp_path: Path) -> None:
    model = store_in(tmp_path).install(zipped_model(tmp_path), "tiny", source="a disk")
    assert not is_as_published(model.directory)
    record = json.loads((model.directory / RECORD).read_text())
    record["sha256"] = next(iter(read_catalog().values())).sha256
    (model.directory / RECORD).write_text(json.dumps(record))
    assert is_as_published(model.directory)
    (model.directory / "conf" / "model.conf").write_text("--odd\n")
    assert not is_as_published(model.directory)
