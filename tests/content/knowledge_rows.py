"""Every fact that the product promised to carry, and where it is answered.

The rows are those of the project's list of content: its exercises, what the coach can explain, and
the doses, norms and rules from the literature.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row to explain: where it is answered, and the words and figures that must stand there."""

    fact: str
    topic: str
    section: str
    words: tuple[str, ...]
    sources: tuple[str, ...] = ("article",)


FACT_ROWS = (
    # Why, and the benefits
    FactRow("strength absorbs impact", "why", "strength", ("absorb", "impact", "stable")),
    FactRow("flexibility", "why", "flexibility", ("range of motion", "efficient", "propulsion")),
    FactRow("imbalances", "why", "imbalances", ("weaker", "evens", "alignment", "overuse")),
    FactRow("balance", "why", "balance", ("proprioception", "fall")),
    FactRow("stability", "why", "benefit-stability", ("steady",)),
    FactRow(
        "injury prevention",
        "why",
        "benefit-injury-prevention",
        ("plantar fasciitis", "achilles tendonitis", "stress fractures"),
    ),
    FactRow("performance", "why", "benefit-performance", ("propulsion", "efficient", "faster")),
    FactRow(
        "mechanics", "why", "benefit-mechanics", ("alignment", "mechanics", "overuse injuries")
    ),
    FactRow("flexibility as benefit", "why", "benefit-flexibility", ("freely", "strain")),
    FactRow(
        "proprioception as benefit", "why", "benefit-proprioception", ("ground", "coordination")
    ),
    FactRow("foot health", "why", "benefit-foot-health", ("circulation", "tire", "work better")),
    # Anatomy
    FactRow(
        "intrinsic muscles",
        "anatomy",
        "intrinsic",
        (
            "flexor hallucis brevis",
            "flexor digitorum brevis",
            "abductor hallucis",
            "abductor digiti minimi",
            "fine control",
            "arches",
        ),
    ),
    FactRow(
        "extrinsic muscles",
        "anatomy",
        "extrinsic",
        ("tibialis anterior", "peroneus longus and brevis", "gastrocnemius", "move", "stabilize"),
    ),
    FactRow(
        "plantar fascia",
        "anatomy",
        "plantar-fascia",
        ("thick band", "not a muscle", "supports the arch", "absorbs shock"),
    ),
    FactRow(
        "flexors",
        "anatomy",
        "flexors",
        ("flexor hallucis longus", "flexor digitorum longus", "bend the toes"),
    ),
    FactRow(
        "extensors",
        "anatomy",
        "extensors",
        ("extensor hallucis longus", "extensor digitorum longus", "extend", "toe-off"),
    ),
    # The foot while running
    FactRow("initial contact", "running", "initial-contact", ("outer", "heel", "impact")),
    FactRow(
        "pronation",
        "running",
        "pronation",
        ("rolls inward", "spreads the load", "normal", "uneven"),
    ),
    FactRow("mid-stance", "running", "mid-stance", ("whole foot", "arch", "shock absorber")),
    FactRow("toe-off", "running", "toe-off", ("calf contracts",)),
    FactRow("swing", "running", "swing", ("forward", "muscles, and tendons")),
    # Common problems
    *(
        FactRow(section, "problems", section, words, ("article", "clinical-criteria"))
        for section, words in (
            ("plantar-fasciitis", ("heel", "stiff", "pain", "morning", "after rest")),
            ("achilles-tendinitis", ("tendon", "back of the heel", "stiff", "hard")),
            ("shin-splints", ("medial tibial stress syndrome", "overuse")),
            ("stress-fractures", ("crack", "swollen", "tender")),
            ("blisters", ("skin", "don't fit", "socks")),
            ("black-toenails", ("nail",)),
            ("mortons-neuroma", ("ball of the foot", "hurts", "numb", "burns")),
        )
    ),
    # Five tips
    FactRow("footwear", "tips", "footwear", ("shoes", "tight", "support", "cushion")),
    FactRow("increase gradually", "tips", "increase-gradually", ("small steps",)),
    FactRow("healthy weight", "tips", "healthy-weight", ("weight", "balanced diet")),
    FactRow("stretch and strengthen", "tips", "stretch-and-strengthen", ("supple", "strong")),
    FactRow("hygiene", "tips", "hygiene", ("clean", "dry", "socks", "fungal", "blisters")),
    # Questions
    FactRow(
        "exercises for feet",
        "faq",
        "which-for-feet",
        ("toe curls", "toe raises", "ankle circles", "gradually", "professional"),
    ),
    FactRow(
        "exercises for feet and ankles",
        "faq",
        "which-for-feet-and-ankles",
        ("ankle circles", "ankle rotations", "single-leg balance", "gradually"),
    ),
    FactRow("does jogging strengthen", "faq", "does-jogging-strengthen", ("yes",)),
    FactRow(
        "do strong feet run faster",
        "faq",
        "do-strong-feet-run-faster",
        ("yes", "propulsion", "stability"),
    ),
    # Rules
    FactRow("start slowly", "rules", "start-slowly", ("intensity", "duration", "gradually")),
    FactRow("pain", "rules", "pain", ("discomfort", "healthcare professional")),
    FactRow("consistency", "rules", "consistency", ("consistency counts",)),
    FactRow("listen to your body", "rules", "listen-to-your-body", ("listen to your body",)),
    # When to see a professional
    *(
        FactRow(section, "see-somebody", section, words, (source,))
        for section, words, source in (
            ("before-you-train", ("surgery", "broken bone", "dizzy"), "clinical-red-flags"),
            ("numb-feet", ("diabetes", "sore", "both feet"), "ada-2016"),
            ("falls", ("past year", "close your eyes"), "falls-2022"),
            ("osteoporosis", ("brittle", "fall"), "osteoporosis-2014"),
            ("pregnancy", ("doctor", "hand on the wall"), "acog-2020"),
            ("under-sixteen", ("adult",), "clinical-red-flags"),
            ("soon", ("bone", "night", "swelling", "squeeze", "numb"), "clinical-red-flags"),
            (
                "seven-problems",
                (
                    *("plantar fasciitis", "achilles tendinitis", "shin splints"),
                    *("stress fracture", "blisters", "black toenails", "morton's neuroma"),
                ),
                "clinical-red-flags",
            ),
            ("at-once", ("snap", "short of breath", "fever"), "clinical-red-flags"),
            ("after-a-twist", ("four steps",), "ottawa-1993"),
        )
    ),
    FactRow(
        "scope of the scale",
        "pain",
        "what-it-is-for",
        ("bone", "night", "numbness", "snap"),
        ("thomee-1997", "silbernagel-2007", "clinical-red-flags"),
    ),
    FactRow(
        "heel raises, with their counter-evidence",
        "evidence",
        "heel-pain-trials",
        ("48", "3 months", "12 months", "180", "insert"),
        ("rathleff-2014", "riel-2023"),
    ),
    FactRow(
        "when the problems need somebody",
        "problems",
        "when-to-see-somebody",
        ("see-somebody",),
        ("clinical-red-flags",),
    ),
    # The literature
    FactRow(
        "foot-core training, with its counter-evidence",
        "evidence",
        "foot-core-trials",
        (
            *("12 foot-core exercises", "3 times a week", "2.42", "32.8", "14.0"),
            *("novice", "did not cut injuries", "3.60", "1.20", "10.86", "0.66", "1.98", "3.62"),
        ),
        ("taddei-2020", "leppanen-2024"),
    ),
    FactRow(
        "time to effect and adherence",
        "evidence",
        "how-long",
        ("4 to 8 months", "month 12", "49 percent"),
        ("taddei-2020",),
    ),
    FactRow(
        "plantar heel pain, high load",
        "doses",
        "heel-pain-high-load",
        (
            *("one leg", "rolled towel", "3 seconds up", "2 seconds", "3 seconds down"),
            *("every second day", "12 weeks", "3 sets of 12", "4 sets of 10", "5 sets of 8"),
        ),
        ("rathleff-2014", "riel-2023"),
    ),
    FactRow(
        "Achilles, eccentric",
        "doses",
        "achilles-eccentric",
        ("3 sets of 15", "straight", "bent", "twice daily", "12 weeks", "tolerated"),
        ("alfredson-1998", "jospt-2014"),
    ),
    FactRow(
        "doses of the toe exercises",
        "doses",
        "toe-exercises",
        ("5 times", "held 5 seconds, 10 times", "20 marbles", "2 minutes"),
        ("aofas",),
    ),
    FactRow(
        "pain monitoring",
        "pain",
        "scale",
        ("0 to 10", "2 or 3: safe", "up to 5: acceptable", "above 5: too much"),
        ("thomee-1997", "silbernagel-2007"),
    ),
    FactRow(
        "pain, next morning",
        "pain",
        "next-morning",
        ("settled by the next morning",),
        ("thomee-1997", "silbernagel-2007"),
    ),
    FactRow(
        "pain, week to week",
        "pain",
        "week-to-week",
        ("not rise from one week to the next",),
        ("thomee-1997", "silbernagel-2007"),
    ),
    FactRow(
        "one-leg stance by age",
        "norms",
        "one-leg-stance",
        (
            *(
                "mean of three",
                "crossed arms",
                "45 seconds",
                "18 to 39: 43 ",
                "40 to 49: 40 ",
                "50 to 59: 37 ",
                "60 to 69: 27 ",
            ),
            *("70 to 79: 15 to 18 ", "80 and over: 5 to 8 ", "eyes open"),
        ),
        ("springer-2007",),
    ),
    FactRow(
        "heel raises by age and sex",
        "norms",
        "heel-raises",
        (
            *(
                "10 degrees",
                "warm-up",
                "60 a minute",
                "20 to 29: men 37, women 30",
                "30 to 39: men 32, women 27",
            ),
            *("40 to 49: men 28, women 24", "50 to 59: men 23, women 21"),
            *("60 to 69: men 19, women 19", "70 to 79: men 14, women 16"),
        ),
        ("hebert-losier-2017",),
    ),
    FactRow(
        "back to running",
        "back-to-running",
        "criteria",
        ("25 or more", "one leg", "under 10 percent", "hurts"),
        ("clinical-criteria", "hebert-losier-2017"),
    ),
    FactRow("strength, how often", "strength", "how-often", ("2 to 3 days",), ("acsm-2009",)),
    FactRow(
        "strength, how much",
        "strength",
        "how-much",
        ("8 to 12", "10 to 25", "1 to 3 sets", "30 to 60 seconds"),
        ("acsm-2009",),
    ),
    FactRow(
        "strength, when to add",
        "strength",
        "when-to-add",
        ("2 to 10 percent", "1 or 2 repetitions"),
        ("acsm-2009",),
    ),
    # Behind the routines, for and against
    FactRow(
        "hip and core",
        "routines",
        "hip-and-core",
        ("325", "0.66", "0.45 and 0.97", "our own choice"),
        ("leppanen-2024",),
    ),
    FactRow(
        "stretching after a run",
        "routines",
        "stretching",
        ("10 to 30 seconds", "60 seconds in all", "2377 people", "hardly any", "11 trials"),
        ("garber-2011", "herbert-2011", "afonso-2021"),
    ),
    FactRow(
        "falls of older people",
        "routines",
        "steady",
        ("108 trials", "23 percent", "0.68", "about as frequent", "37 percent"),
        ("sherrington-2019", "thomas-2010", "otago-2003"),
    ),
    FactRow(
        "intervals",
        "routines",
        "seven-minutes",
        ("30 seconds", "not a trial", "7 people", "28 percent", "170 percent"),
        ("klika-2013", "tabata-1996"),
    ),
    FactRow(
        "run and walk",
        "routines",
        "run-walk",
        ("nine weeks", "532 novices", "20.8 and 20.3", "13 weeks instead of 8"),
        ("nhs-couch-to-5k", "buist-2008"),
    ),
    FactRow(
        "breaks at the desk",
        "routines",
        "desk",
        ("22 samples", "2335 people", "no better"),
        ("albulescu-2022",),
    ),
    FactRow(
        "slow breathing",
        "routines",
        "breathing",
        ("114 people", "5 minutes a day", "6 breaths a minute", "uncertain"),
        ("balban-2023", "laborde-2022", "shao-2024"),
    ),
)
