"""Whether two claims are one, said twice: in the headline or lead and in the body, unnamed and then named.

A lead sums up what the body tells, so a claim of the body that fits one of the lead is that one, told in full; two
claims of the body are as well two events of one day, and must agree in more. Beside the figures it is asked who the
counted are, how many dead or wounded stand beside them (`مقتل 4 وإصابة 10` and later `مقتل أربعة وجرح ثلاثة` are two
claims), what they are called, who did it, where and with what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawthiq.text.matchers import norms, word_set
from tawthiq.types import Count, Event, Place

# A figure from here on is hardly the same by chance.
_UNLIKELY = 10
# Figures up to here are common: something else must speak for one claim.
_COMMON = 2
_TOLD_TOGETHER = {"killing": "injury", "injury": "killing"}
# How many claims may stand between the dead and the wounded of one toll.
_APART = 3
# The words of `شهداءها الثلاثة`.
_OWNED = 2
# A kind that any person may be of.
_ANYBODY = "person"
_CIVILIANS = frozenset(
    {
        "civilian", "child", "woman", "man", "elderly", "student", "worker", "woman_and_child", "medical_worker",
        "media_worker", "education_worker", "humanitarian_worker", "civil_defence_worker", "displaced_person",
        "refugee",
    }
)  # fmt: skip
_UNKNOWN = frozenset({"unknown", "other_parties"})
# Weapons of which a summary says one for the other.
_ALIKE = (
    frozenset({"airstrike", "missile", "drone", "barrel_bomb", "cluster_munition"}),
    frozenset({"artillery", "missile"}),
    frozenset({"ied", "suicide_bombing", "mine", "other_weapon"}),
    frozenset({"small_arms", "execution", "knife"}),
)

Key = tuple[object, ...]


def key_of(count: Count) -> Key:
    """What a figure is compared by; its bound may differ (`تسعة على الأقل`, later `تسعة`)."""
    vague = count.bound in ("vague", "range")
    unit = "person" if count.unit == "family" and count.bound == "vague" else count.unit
    return (count.value, count.upper if vague else None, unit)


def companions(events: Sequence[Event]) -> dict[str, Key]:
    """The id of each toll of dead or wounded -> the figure of the other one told beside it in its sentence."""
    beside: dict[str, Key] = {}
    for at, event in enumerate(events):
        if event.type in _TOLD_TOGETHER:
            for step in (1, -1) if event.type == "killing" else (-1, 1):
                other = _beside(events, at, step)
                if other is not None:
                    beside[event.id] = key_of(other.counts[0])
                    break
    return beside


def _beside(events: Sequence[Event], at: int, step: int) -> Event | None:
    event = events[at]
    for near in range(at + step, at + step * (_APART + 1), step):
        if not 0 <= near < len(events) or events[near].evidence != event.evidence or events[near].type == event.type:
            return None
        if events[near].type == _TOLD_TOGETHER[event.type]:
            return events[near] if events[near].counts else None
    return None


def said_again(a: Event, b: Event, *, lead: int, beside: Mapping[str, Key]) -> bool:
    """Whether claim `b` is claim `a`, which stands before it; `lead` is where the lead of the text ends."""
    if _one_mass(a, b):
        return True
    if a.evidence == b.evidence or a.assertion != b.assertion or not a.counts or not b.counts:
        return False  # two counts of one sentence are two claims
    ours, theirs = {key_of(c): c for c in a.counts}, {key_of(c): c for c in b.counts}
    shared = ours.keys() & theirs.keys()
    if shared not in (ours.keys(), theirs.keys()):
        return False
    if _is_share(a, b):
        return False
    mine, its = beside.get(a.id), beside.get(b.id)
    if (mine and its and not _agree(mine, its)) or _contradict(a, b) or _adds(b):
        return False
    if not all(_may_be_one(ours[k].category, theirs[k].category) and _one_side(ours[k], theirs[k]) for k in shared):
        return False
    if all(_points_back(theirs[k]) for k in shared):
        return True
    where = _where(a.places, b.places)
    if (mine and its) or _named_alike(a, b):
        return a.trigger.start < lead or where != "apart"
    most = max(ours[k].value for k in shared)
    vague = a.counts[0].bound == "vague"
    if a.trigger.start < lead:
        if most >= _UNLIKELY and not vague:
            return True
        kind = any(ours[k].category == theirs[k].category != _ANYBODY for k in shared)
        return where != "apart" and (kind or most > _COMMON)
    large = most >= _UNLIKELY and not vague
    return most > _COMMON and where in (("shared", "", "inside") if large else ("shared", "")) and _weapons_agree(a, b)


def _agree(a: Key, b: Key) -> bool:
    """Whether two figures may be one: `العشرات`, later `56`."""
    if a == b:
        return True
    (x, upper, unit), (y, upper_2, unit_2) = a, b
    if unit != unit_2 or not isinstance(x, int | float) or not isinstance(y, int | float):
        return False
    if isinstance(upper, int) and upper_2 is None:
        return x <= y <= upper
    return isinstance(upper_2, int) and upper is None and y <= x <= upper_2


def _adds(b: Event) -> bool:
    """`كما قُتل ثلاثة مدنيين …`: whether a claim is told as one more."""
    if b.evidence is None:
        return False
    return b.evidence.text[: max(0, b.trigger.start - b.evidence.start)].rstrip().endswith("كما")


def _is_share(a: Event, b: Event) -> bool:
    """Whether claim `b` tells of a part of `a` alone, and says who did it or with what, which `a` leaves open.

    `مقتل 120، بينهم طبيب`, later `قُتل طبيب في سجون النظام`: not the whole was killed by them.
    """
    parts = {key_of(c) for c in a.counts if c.subset_of is not None} - {
        key_of(c) for c in a.counts if c.subset_of is None
    }
    told = (b.perpetrators and not a.perpetrators) or (b.weapons and not a.weapons)
    return bool(told) and key_of(b.counts[0]) in parts


def _one_mass(a: Event, b: Event) -> bool:
    """`عشرات آلاف العائلات` and later `عشرات آلاف النازحين`: one vague mass of people, said twice."""
    if a.type != "displacement" or len(a.counts) != 1 or len(b.counts) != 1:
        return False
    x, y = a.counts[0], b.counts[0]
    return x.bound == y.bound == "vague" and x.value == y.value and {x.unit, y.unit} == {"family", "person"}


def _contradict(a: Event, b: Event) -> bool:
    """Whether time, doers or names of two claims are said, and other ones."""
    # The same time said twice stands in two places.
    if a.time.start and b.time.start and (a.time.start, a.time.end) != (b.time.start, b.time.end):
        return True
    mine, its = {p.id for p in a.perpetrators} - _UNKNOWN, {p.id for p in b.perpetrators} - _UNKNOWN
    if mine and its and not mine & its:
        return True
    return bool(a.victims and b.victims) and not _named_alike(a, b)


def _named_alike(a: Event, b: Event) -> bool:
    """Whether a name of one stands in the other (`رامي الدالي`, later `الشهيد الدالي`)."""
    mine, its = [_name(v.name) for v in a.victims], [_name(v.name) for v in b.victims]
    return any(x <= y or y <= x for x in mine for y in its)


def _name(name: str) -> set[str]:
    return {word.removeprefix("ال") for word in norms(name)}


def _may_be_one(a: str, b: str) -> bool:
    return a == b or _ANYBODY in (a, b) or ("civilian" in (a, b) and {a, b} <= _CIVILIANS)


def _points_back(count: Count) -> bool:
    """`القتلى الأربعة`, `شهداءها الثلاثة`: those told of before."""
    words = norms(count.span.text)
    definite = words[0].startswith("ال") or (len(words) == _OWNED and words[0].endswith(("ها", "هم", "هن")))
    return count.value > 1 and len(words) > 1 and definite and words[-1].startswith("ال")


def _one_side(a: Count, b: Count) -> bool:
    """Whether two counts may be of one side: `12 من مسلحي …` and `12 من أفراد الشرطة` are two tolls."""
    mine, its = _side(a), _side(b)
    return not mine or not its or mine == its


def _side(count: Count) -> str:
    words = set(norms(count.span.text))
    said = [name for name in ("gunmen", "soldiers") if words & word_set(name)]
    return said[0] if len(said) == 1 else ""


def _weapons_agree(a: Event, b: Event) -> bool:
    mine, its = {w.id for w in a.weapons}, {w.id for w in b.weapons}
    return not mine or not its or bool(mine & its) or any(mine & alike and its & alike for alike in _ALIKE)


def _where(a: Sequence[Place], b: Sequence[Place]) -> str:
    """How the places of two claims lie: a `shared` one, one `inside` another or not told apart, `apart`, none said."""
    if not a or not b:
        return ""
    if {p.name for p in a} & {p.name for p in b}:
        return "shared"
    for p in a:
        for q in b:
            known = p.country and q.country
            if not known or (p.country == q.country and (not p.admin1 or not q.admin1 or p.admin1 == q.admin1)):
                return "inside"
    return "apart"


def finer(a: Sequence[Place], b: Sequence[Place]) -> Sequence[Place]:
    """Of the places of one claim said twice, those that say more: more of them, or finer ones; else the later."""
    if not a or not b:
        return a or b
    mine, its = {p.name for p in a}, {p.name for p in b}
    areas = {p.admin1 for p in a if p.admin1 != p.name}
    return a if mine > its or its <= areas else b
