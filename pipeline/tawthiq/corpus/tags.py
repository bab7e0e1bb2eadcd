"""The tags of documents: what the slices of an evaluation are made of. `annotations/GUIDELINES.md` explains each."""

from __future__ import annotations

GENRES = (
    "ngo_monthly", "ngo_thematic", "news", "incident", "governorate_list", "social", "interview", "un", "retrospective",
    "obituary", "no_event",
)  # fmt: skip
PHENOMENA = (
    # numbers and bounds
    "bound_at_least", "bound_more_than", "bound_at_most", "bound_less_than", "bound_about", "range", "vague",
    "number_words", "mixed_number", "arabic_indic_digits", "thousands_mark", "percent", "money", "dual", "singular_one",
    "indefinite_singular", "as_many", "noun_left_out", "noun_before_number", "named_victim", "woman_and_child",
    "percent_of_victims",
    # numbers that count nothing
    "age", "duration", "ordinal", "name_with_digits", "document_number", "distance", "several_no_value",
    # counts and their wholes
    "subset", "nested_subset", "shares_by_place", "shares_by_perpetrator", "shares_by_time", "shares_by_weapon",
    "dead_and_wounded_together", "apart_after_total", "clash_toll", "other_type_part", "repeated_claim",
    "competing_tolls", "superseded_toll", "list_by_governorate", "bullet_list", "heading", "distributive",
    "ellipsis_chain", "actor_as_victim", "unnamed_attacker", "attackers_counted", "bodies_found", "collective_noun",
    "others_continued", "definite_kin",
    # events
    "denied", "alleged", "demand", "hypothetical", "law_or_sentence", "massacre", "uncounted_event", "torture_death",
    "chemical", "incendiary", "cluster_munition", "barrel_bomb", "mine", "drone", "suicide_bombing", "siege", "protest",
    "detention", "enforced_disappearance", "abduction", "torture", "sexual_violence", "child_recruitment",
    "displacement", "release", "destruction", "statistic", "no_event",
    # slots
    "carried_place", "carried_time", "carried_perpetrator", "hedged_suspect", "turkish_backed", "remnants_of_war",
    "double_weapon", "facility_target", "place_chain", "direction_dropped", "dateline", "destination",
    "camp_or_neighbourhood", "same_name_two_countries", "capital_or_country", "named_source", "official_quoted",
    "several_sources",
    # time
    "relative_time", "month_period", "doubled_month", "hijri_date", "date_range", "since", "anaphoric_period",
    "weekday", "year_in_words",
    # writing
    "vocalised", "missing_hamza", "typing_errors", "tatweel", "quotation", "colloquial",
)  # fmt: skip
SPLITS = ("train", "dev", "test")
