"""What stands around a count: the triggers that may carry it, and the words that make a bystander of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from tawthiq.lexicon import Marker
from tawthiq.nlp.links import IMPLIED, PERSON_EVENTS, UNITS, Links
from tawthiq.nlp.state import Counted, Trigger, indices
from tawthiq.text.matchers import marker_trie, word_set
from tawthiq.text.phrases import PhraseTrie
from tawthiq.text.vocabulary import function_words

REACH_BEHIND = 9
# `أفرجت الجماعة عن المخطوفين`: how far behind its verb may stand who is let go.
_RELEASED = 4
_SAVED = ("release", "statistic")  # `حررت القوات 140 رهينة`
_SUBJECT_WORDS = 3
# Words behind which stands no verb.
_NOUN_BEHIND = frozenset({"بعد", "اثر", "جراء", "خلال", "بسبب", "عقب", "منذ", "قبل", "في", "من", "نتيجه", "ب"})
# Words that open a clause with a subject of its own.
_SUBORDINATING = frozenset({"بعدما", "قبلما", "عندما", "حينما", "لان", "كما"})
# What may stand between a subject and its verb, and how far before the subject its clause may begin (`أن نحو 40 …`).
_BEFORE_VERB = frozenset({"قد", "اخرين", "اخرون", "منهم", "منهن"})
# What stands before a clause that a count begins.
_CLAUSE_HEADS = frozenset({"و", ":", "،", "؛"})
_THAT = 4
# How far before a figure stands the clause that says what its total is of, and before that the word for a total.
_TOTAL_REACH = 25
_TOTAL_HEAD = 4
# How many words the longest marker of an agent has.
_AGENT = 3
# What is told of people for as long as it lasts, and how far before it stands that it still does.
_HOLDINGS = frozenset({"detention", "abduction"})
_STILL_REACH = 6
# What becomes of somebody who is attacked.
_DONE_TO = frozenset({"killing", "injury", "detention", "abduction"})
# Events that are told as a state someone is driven into: `على النزوح`, `إلى اختفاء قسري`.
_STATES = frozenset({"displacement", "enforced_disappearance"})


@cache
def reporting_markers() -> PhraseTrie[Marker]:
    """Words of reporting."""
    return marker_trie("reporting")


@cache
def agent_markers() -> PhraseTrie[Marker]:
    """Words behind which stands who did it."""
    return marker_trie("agent")


class Surroundings:
    """Looks around the counts of one text; `triggers` are always the indices of those of the count's sentence."""

    def __init__(self, links: Links) -> None:
        self.s = links

    # Bystanders ----------------------------------------------------------------------------------------------------

    def is_participant(self, c: Counted, triggers: Sequence[int], first: int) -> bool:
        """`هجوم شارك فيه 60 مسلحاً`: those who took part are no victims, unless it was a protest."""
        ends = (self.s.triggers[t] for t in triggers if self.s.triggers[t].last == c.first)
        if any(t.type == "attack" and t.pos == "verb" and t.subject == "agent" for t in ends) and c.unit == "person":
            return True  # `هاجم أربعة مسلحين نقطة تفتيش`
        aircraft = c.category == "vehicle" and not word_set("aircraft").isdisjoint(self.s.norms[c.number_last : c.last])
        if aircraft and self.s.norms[c.first - 1] in word_set("flown"):
            return True  # `قصفت ست طائرات البلدة`
        near = range(max(first, c.number_first - 6), c.number_first)
        word = next((i for i in near if self.s.norms[i] in word_set("participants")), None)
        if word is None:
            return False
        if any(t.type == "protest" and 0 <= t.first - c.last <= REACH_BEHIND for t in map(self._trigger, triggers)):
            return False
        # `شارك في المظاهرة المئات`: the verb of taking part may be that of the protest itself.
        before = [t for t in triggers if self.s.triggers[t].first <= word]
        return not before or self.s.triggers[before[-1]].type != "protest"

    def _trigger(self, index: int) -> Trigger:
        return self.s.triggers[index]

    def speaks(self, c: Counted, first: int) -> bool:
        """`قال ناشطان إن`: those who speak are counted, not harmed."""
        told = c.event and self.s.norms[c.first - 1] in word_set("recording")  # `أُحصي 17 قتيلاً`
        if c.unit != "person" or told or not word_set("cases").isdisjoint(self.s.norms[c.first : c.last]):
            return False  # `سُجلت 22 حالة خطف`
        return any(
            (match := reporting_markers().longest(self.s.norms, at)) is not None and match[0] == c.first
            for at in range(max(first, c.first - 2), c.first)
        )

    def tells(self, c: Counted) -> bool:
        """`أعلن رئيس اللجنة سالم الحداد، أن …`: a single person behind whom that follows which they say."""
        at = c.last + (self.s.norms[c.last : c.last + 1] in (["،"], [","]))
        return c.rule in ("named", "singular") and self.s.norms[at : at + 1] == ["ان"]

    def acts(self, c: Counted, first: int) -> bool:
        """`على يد ثلاثة مسلحين`, `برصاص مسلحين اثنين`: those who did it are counted."""
        near = range(max(first, c.first - _AGENT), c.first)
        return c.unit == "person" and any(
            (match := agent_markers().longest(self.s.norms, at)) is not None and match[0] == c.first for at in near
        )

    def is_stock(self, c: Counted, t: Trigger) -> bool:
        """`لا تزال السلطات تحتجز 50 ناشطاً`, `تعتقل حالياً 300 شخص`: those who are held now, not an arrest."""
        if t.type not in _HOLDINGS or t.pos == "noun" or c.unit not in ("person", "family"):
            return False
        first = min(t.first, c.first)
        before = self.s.norms[max(0, first - _STILL_REACH) : first]
        if any(a in ("لا", "ما") and b in word_set("still") for a, b in pairwise(before)):
            return True
        verb = self.s.norms[t.first]
        held = verb.startswith(("ي", "ت"))
        now = not word_set("now").isdisjoint(self.s.norms[t.last : c.last + 1])
        return held and (now or "حتجز" in verb)

    # Triggers ------------------------------------------------------------------------------------------------------

    def before(self, c: Counted, triggers: Sequence[int], previous: int | None) -> int | None:
        """The nearest trigger before the count, or in it, that can count its unit."""
        if c.unit in ("", "person") and self.s.norms[c.first - 1] in word_set("reaching"):
            # `حملة اعتقالات بعد اغتيال الضابط، طالت 10 شبان`
            arrests = (t for t in reversed(triggers) if self.s.triggers[t].type in _HOLDINGS)
            if (t := next((t for t in arrests if self.s.triggers[t].last <= c.first), None)) is not None:
                return t
        for t in reversed(triggers):
            trigger = self.s.triggers[t]
            if not c.unit and previous is None and trigger.pos == "noun" and trigger.type not in PERSON_EVENTS:
                continue  # `وقُتل في الهجوم عليها أربعة`: nothing but persons is counted without a noun said before
            if trigger.last <= c.first and trigger.type in UNITS.get(c.unit, ()):
                return t - 1 if self._is_subject(t, triggers) else t
            deaths = c.unit == "person" and not c.event and trigger.type == "killing"  # `7 وفيات تحت التعذيب`
            inside = c.first <= trigger.first < c.last and (c.event == trigger.type or deaths)
            if inside or trigger.first <= c.first < trigger.last:
                return t
        return None

    def _is_subject(self, t: int, triggers: Sequence[int]) -> bool:
        """`دمرت غارات روسية 12 مدرسة`: the attack is the subject of the verb of destruction right before it."""
        if t - 1 not in triggers:
            return False
        noun, verb = self.s.triggers[t], self.s.triggers[t - 1]
        said = verb.pos in ("verb", "both") and verb.type in ("destruction", "killing", "injury") and noun.pos != "verb"
        return said and noun.type == "attack" and noun.first == verb.last

    def behind(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """A verb behind the count whose subject it is."""
        passed = False  # a noun that says an event, behind a preposition
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.first < c.last:
                continue
            plural = self.s.norms[trigger.last - 1].endswith("وا")
            governed = self.s.norms[trigger.first - 1] in _NOUN_BEHIND
            if self.s.norms[trigger.first - 1] == "و" and not plural and c.unit == "person":
                return None  # `فقدت 17 من جنودها وأسرت 25 مقاتلاً`: a verb joined to another has the subject of that one
            if not _SUBORDINATING.isdisjoint(self.s.norms[c.last : trigger.first]):
                return None  # `يضم المخيم 500 لاجئ بعدما وصل إليه …`
            if trigger.pos == "both" and governed:
                continue  # `أُغلقت ست مدارس بعد قصف المدينة`
            if trigger.pos == "noun" and governed:
                passed = True
                continue
            if passed and not plural:
                return None  # `وقع 15 فرداً في كمين وقُتلوا`, but not `في الهجوم الذي قُتل فيه`
            near = trigger.first - c.last <= (2 * REACH_BEHIND if plural else REACH_BEHIND)
            fits = trigger.pos in ("verb", "both", "phrase") and trigger.type in UNITS.get(c.unit, ())
            return t if near and fits and "clause" not in self.s.between(c.last, trigger.first) else None
        return None

    def undergone(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """`تعرُّض خمس فتيات للاغتصاب`, `103 منها إلى اختفاء قسري`, `أجبرت 1000 شخص على النزوح`: a noun behind it."""
        before = self.s.norms[max(0, c.number_first - 4) : c.number_first]
        suffers = any(w in word_set("suffers") for w in before)
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.first < c.last:
                continue
            if trigger.pos == "verb" or trigger.type not in UNITS.get(c.unit, ()):
                return None
            word = self.s.norms[trigger.first - 1]
            # `بلغ عددهم 500 شخص، وتشير التقديرات إلى نزوح …` drives nobody
            driven = (
                word in ("علي", "الي") and trigger.type in _STATES and "و" not in self.s.norms[c.last : trigger.first]
            )
            near = trigger.first - c.last <= REACH_BEHIND and "clause" not in self.s.between(c.last, trigger.first)
            between = self.s.norms[c.last : trigger.first]
            told = "و" not in between and any(w in word_set("suffers") for w in between)  # `690 منهن إنهن تعرضن ل…`
            if any(self.s.norms[i] in ("منهم", "منهن", "منها") for i in range(c.last + 1, trigger.first)):
                return None  # `احتُجز 17 صحفياً، تعرض تسعة منهم للتعذيب`: of others than these
            if near and (((suffers or told) and word == "ل") or driven):
                return t
        return None

    def told_by_pronoun(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """`أطلقوا النار على نقيب فقتلوه`, `استهدف سيارة سامر الحلو ما أدى إلى مقتله`: what became of the attacked."""
        if c.unit != "person" or c.low != 1:
            return None
        fired = self.s.norms[c.first - 1] == "علي" and self.s.norms[c.first - 2] in word_set("fire")
        attacked = any(self.s.triggers[t].type == "attack" and self.s.triggers[t].last <= c.first for t in triggers)
        if not (fired or attacked):
            return None
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.first < c.last or trigger.type not in PERSON_EVENTS:
                continue
            his = self.s.has_object(trigger) and self.s.norms[trigger.last] in ("ه", "ها")
            return t if his and trigger.type in _DONE_TO else None
        return None

    def subject_of(self, c: Counted, triggers: Sequence[int], previous: int | None) -> int | None:
        """`وأضافت أن 40 طفلاً أصيبوا`, `و200 أصيبوا`, `: ستة ماتوا`: the verb behind a clause's first count.

        After such a clause another may follow (`16 أصيبوا بجروح و27 رجلاً لقوا حتفهم`).
        """
        behind = next((t for t in triggers if self.s.triggers[t].first >= c.last), None)
        if behind is None or c.unit not in ("", "person", "family") or c.rule in IMPLIED:
            return None
        verb = self.s.triggers[behind]
        if verb.first > c.last + 1 or verb.pos == "noun" or verb.type not in PERSON_EVENTS:
            return None
        if verb.first == c.last + 1 and self.s.norms[c.last] not in _BEFORE_VERB:
            return None
        begun = range(max(c.first - _THAT, 0), c.first)
        that = next((i for i in reversed(begun) if self.s.norms[i] == "ان"), None)
        if that is not None and not any(i in self.s.trigger_words for i in range(that, c.first)):
            return behind
        begins = self.s.norms[c.first - 1] in _CLAUSE_HEADS or self.s.norms[c.first].startswith("و")
        if not begins or not self.s.norms[verb.first].endswith(("وا", "ن")):
            return None
        told = (k.tail for k in self.s.links.get(previous, ()) if k.kind == "event") if previous is not None else ()
        alike = any(t >= 0 and self.s.triggers[t].first >= self.s.counted[previous].last for t in told)  # type: ignore[index]
        return behind if c.last == c.number_last or alike else None

    def total_of(self, c: Counted, triggers: Sequence[int], first: int) -> int | None:
        """`عدد الذين قضوا تحت التعذيب في سجون … إلى 118 شخصاً`: what the number is told of, whatever stands between."""
        begun = range(max(first, c.first - _TOTAL_REACH), c.first)
        told = next((i for i in reversed(begun) if self.s.norms[i] in word_set("who")), None)
        if (
            told is None
            or c.unit not in ("", "person")
            or not any(self.s.norms[i] in word_set("totals") for i in range(max(first, told - _TOTAL_HEAD), told))
        ):
            return None
        if not any(self.s.norms[i] in word_set("amounting") for i in range(told, c.first)):
            return None
        if len(indices(self.s.counted, told, c.first)):
            return None  # that is the one that the total is told of
        reach = range(told + 1, told + _THAT)
        return next((t for t in triggers if self.s.triggers[t].first in reach), None)

    def is_rate(self, c: Counted) -> bool:
        """`بمعدل 7 أطفال يومياً`, `عشر قذائف في الدقيقة`: so many in a time, a statistic."""
        before, behind = self.s.norms[max(0, c.first - 2) : c.first], self.s.norms[c.last : c.last + 3]
        daily = behind[:1] and behind[0] in word_set("rates")
        # `في الشهر ذاته`, `في اليوم الأول`, `في اليوم 337 للحرب` are times.
        per = behind[:1] == ["في"] and behind[1:] and behind[1] in word_set("per")
        timed = behind[2:] and (behind[2].startswith(("ال", "ذات", "نفس", "عين")) or behind[2].isdecimal())
        per = per and not timed
        return bool(daily or per or any(word in ("معدل", "متوسط", "معدله", "بمعدل", "بمتوسط") for word in before))

    def adjacent(self, c: Counted, triggers: Sequence[int]) -> int | None:
        """A trigger right before or behind a count that says another thing of it than its noun does."""
        for t in triggers:
            trigger = self.s.triggers[t]
            if trigger.type in (c.event, "clash") or trigger.type not in UNITS.get(c.unit, ()):
                continue
            if c.unit == "incident" and trigger.type == "attack":
                continue  # `نفّذ 14 حملة اعتقال`: a verb that only says that the incident took place
            gap = self.s.norms[trigger.last : c.first]
            if c.first >= trigger.last and len(gap) <= (_RELEASED if trigger.type in _SAVED else 1) and "و" not in gap:
                return t
            if 0 <= trigger.first - c.last <= 2 and trigger.pos in ("verb", "phrase") and trigger.subject == "victim":
                return t
        return None

    def _behind_subject(self, t: Trigger, c: Counted) -> bool:
        """`قتلت الغارة شرطياً`: an accusative behind the verb and its subject, a few words without a preposition."""
        object = c.rule == "named" or self.s.norms[c.first].endswith("ا")
        if t.pos not in ("verb", "both") or t.subject == "victim" or not object:
            return False
        between = self.s.norms[t.last : c.first]
        plain = all(w.isalpha() and len(w) > 1 and not w.endswith("ا") and w not in function_words() for w in between)
        return len(between) <= _SUBJECT_WORDS and plain

    def is_object(self, c: Counted, trigger: int, previous: int | None) -> bool:
        """Whether an implied count is the object of the trigger, or coordinated with a count that is."""
        t = self.s.triggers[trigger]
        if t.type == "statistic" or (t.type == "protest" and c.rule == "named"):
            return False  # no one is named as a protester: `تظاهرات في جمعة الغضب`
        if c.rule == "singular" and self.s.norms[c.first - 1] == "ب":
            return False  # `أصيبا بجراح`
        listed = c.rule == "named" or (c.rule == "singular" and self.s.norms[c.first].endswith("ا"))
        if self.s.adjoins(t.last, c.first, listed=listed or t.pos != "noun") or self._behind_subject(t, c):
            return True
        if previous is None or self.s.counted[previous].last > c.first:
            return False
        p = self.s.counted[previous]
        listed = listed or self._goes_on(c)
        return p.first >= t.first and self.s.adjoins(p.last, c.first, joined=True, listed=listed)

    def _goes_on(self, c: Counted) -> bool:
        """`خُطف شرطي في الزنتان، وآخر في يفرن`: one more victim behind a comma, told with a place of his own."""
        placed = self.s.norms[c.last : c.last + 1] in (["في"], ["ب"]) and c.last + 1 in self.s.fillers
        return self.s.norms[c.first - 1] == "و" and placed and c.rule in ("another", "another-of-kind", "singular")
