"""The sources of the knowledge, as they are known, and where to look them up."""

import re

import pytest

from voicecoach.content.topics import load_knowledge

KNOWLEDGE = load_knowledge()


SOURCES = {
    "taddei-2020": ("Taddei", "American Journal of Sports Medicine 2020"),
    "leppanen-2024": ("Leppänen", "British Journal of Sports Medicine 2024;58:722"),
    "rathleff-2014": ("Rathleff", "Scandinavian Journal of Medicine", "2014"),
    "alfredson-1998": ("Alfredson", "1998"),
    "jospt-2014": ("2014;44:59",),
    "thomee-1997": ("Thomeé", "1997"),
    "silbernagel-2007": ("Silbernagel", "2007"),
    "springer-2007": ("Springer", "2007", "549"),
    "hebert-losier-2017": ("Hébert-Losier", "2017", "566"),
    "acsm-2009": ("American College of Sports Medicine", "2009"),
    "clinical-criteria": ("Clinical criteria",),
    "aofas": ("AOFAS",),
    "article": ("Foot strengthening exercises for running",),
    "riel-2023": ("Riel", "2023"),
    "clinical-red-flags": ("red flags",),
    "ada-2016": ("American Diabetes Association", "2016"),
    "falls-2022": ("falls", "2022"),
    "osteoporosis-2014": ("Osteoporosis", "2014"),
    "acog-2020": ("Obstetricians", "2020"),
    "ottawa-1993": ("Ottawa ankle rules", "1993"),
    "garber-2011": ("American College of Sports Medicine", "2011"),
    "herbert-2011": ("Herbert", "Cochrane", "2011"),
    "afonso-2021": ("Afonso", "2021"),
    "sherrington-2019": ("Sherrington", "Cochrane", "2019"),
    "thomas-2010": ("Thomas", "2010;39:681"),
    "otago-2003": ("Otago", "2003"),
    "klika-2013": ("Klika", "2013"),
    "tabata-1996": ("Tabata", "1996"),
    "nhs-couch-to-5k": ("NHS", "Couch to 5K"),
    "buist-2008": ("Buist", "2008"),
    "albulescu-2022": ("Albulescu", "2022"),
    "balban-2023": ("Balban", "2023"),
    "laborde-2022": ("Laborde", "2022"),
    "shao-2024": ("Shao", "2024"),
}


def test_every_source_is_named_as_it_is_known() -> None:
    titles = {
        source.id: source.title for topic in KNOWLEDGE.topics.values() for source in topic.sources
    }
    assert set(titles) == set(SOURCES)
    assert [
        name for name, parts in SOURCES.items() if any(p not in titles[name] for p in parts)
    ] == []


WITHOUT_DOI = {"ottawa-1993", "otago-2003", "nhs-couch-to-5k"}
STUDIES = sorted(set(SOURCES) - {"article", "aofas", "clinical-criteria", "clinical-red-flags"})


@pytest.mark.parametrize("study", STUDIES)
def test_a_study_can_be_looked_up(study: str) -> None:
    titles = {
        source.id: source.title for topic in KNOWLEDGE.topics.values() for source in topic.sources
    }
    assert re.search(r"\b(19|20)\d\d\b", titles[study])
    assert "doi:10." in titles[study] or study in WITHOUT_DOI
