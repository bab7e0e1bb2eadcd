"""Armed actors: lexicon phrases, and compositions such as «forces of» + country, «gunmen of» + group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from tawthiq import lexicon
from tawthiq.lexicon import Name
from tawthiq.nlp.state import Found, View
from tawthiq.text.matchers import country_names, demonym_forms, marker_phrases, name_trie, norms, noun_trie, word_set
from tawthiq.text.phrases import PhraseTrie

# How far back the army is named that `الجيش` means, in words and in actors; among how many actors a group.
_RECENT = 80
_NAMED = 12
_FORCES = 40
_UNNAMED = "actor:unnamed_group"
# How many words brackets around a name hold.
_BRACKETED = 12
# How many words may tie gunmen to their group (`تابعون ل`).
_LINKS = 2
_SIGNS = frozenset('"#_')


@cache
def _forces() -> PhraseTrie[bool]:
    trie: PhraseTrie[bool] = PhraseTrie()
    for phrase in lexicon.first_column("forces"):
        trie.add(norms(phrase), True)
    return trie


def valid_names(names: Sequence[Name], country: str | None, day: date | None) -> list[Name]:
    """The entries that fit the document's country and date; entries bound to no country come last."""

    def in_time(name: Name) -> bool:
        # Without a date of publication the longer-lasting reading is taken: the one that has ended is the usual one.
        if day is None:
            return name.since is None
        return (name.since is None or name.since <= day) and (name.until is None or day <= name.until)

    fitting = [n for n in names if in_time(n)]
    found = [n for n in fitting if n.country == country and country] + [n for n in fitting if n.country is None]
    # Where the country is not known, a phrase that means one id wherever it is listed means it here (`الاحتلال`).
    return found or (fitting if country is None and len({n.id for n in fitting}) == 1 else [])


def find_actors(view: View, country: str | None, day: date | None) -> list[Found]:
    """All actors, left to right, none overlapping."""
    found: list[Found] = []
    at, n = 0, len(view.norms)
    # Quotes around a name or an adjective (`الجيش "الإسرائيلي"`) are read over, the signs of hashtags
    # (`#قوات_النظام`), and brackets around a name.
    over = _brackets(view.norms)
    plain = [i for i, norm in enumerate(view.norms) if norm not in _SIGNS and i not in over]
    back = {index: position for position, index in enumerate(plain)}
    norms_ = [view.norms[i] for i in plain]
    while at < n:
        if at not in back:
            at += 1
            continue
        match = _actor_at(norms_, back[at], country, day)
        if match is None:
            at += 1
            continue
        last, id, rule = match
        if id == "unknown" and at and view.norms[at - 1] in _attack_nouns():
            at += 1  # `هجوم انتحاري`, `هجوم مسلح`: an adjective, nobody
            continue
        if rule == "anaphor" or (rule == "actor-lexicon" and last - back[at] == 1):
            meant = _meant(view.norms, at, found)
            if meant or not id:
                id, rule = meant, "anaphor"
        elif not id:
            # `عناصر التنظيم`: those of a group, even where the text has not named it.
            id = _meant(view.norms, plain[last - 1], found) or _UNNAMED
        if not id:
            at += 1
            continue
        end = plain[last - 1] + 1
        end += end in over  # with its closing bracket
        if last - back[at] > 1 and view.norms[at] in _attack_nouns():
            # `غارة إسرائيلية`: the attack stays a word of its own, the adjective says who.
            at = end - 1
            rule = "attack-adjective"
        joined = _joined(view.norms, found[-1], at, id) if found and rule != "attack-adjective" else ""
        if joined:
            first = found.pop().first
            found.append(Found(first, end, "ACTOR", joined, view.char_span(first, end).text, rule))
        else:
            found.append(Found(at, end, "ACTOR", id, view.char_span(at, end).text, rule))
        at = end
    return sorted([*found, *_states(view, found, day)])


def _brackets(norms_: Sequence[str]) -> set[int]:
    """The brackets around the name of a group, behind the word for it: `تنظيم (داعش)`, `قوات (الإدارة الذاتية)`."""
    found: set[int] = set()
    for i, norm in enumerate(norms_):
        if norm == "(" and i and norms_[i - 1] in word_set("group_heads"):
            end = next((j for j in range(i + 2, min(i + _BRACKETED + 2, len(norms_))) if norms_[j] == ")"), None)
            found |= {i, end} if end is not None else set()
    return found


def _joined(norms_: Sequence[str], left: Found, at: int, id: str) -> str:
    """Who two mentions name together, empty if they are two.

    `قوات سوريا الديمقراطية (قسد)` is one name told twice, `مسلحون تابعون لداعش` are those of a group,
    `مستوطنون مسلحون` an actor with an adjective.
    """
    between = [word for word in norms_[left.last : at] if word not in ('"', "(")]
    if left.rule == "attack-adjective" or len(between) > _LINKS:
        return ""
    if left.id == id and not between:
        return id
    if left.id == "unknown" and id != "unknown" and between and between[-1] in ("من", "ل", "الي"):
        return id if all(w in word_set("members_of") for w in between) else ""
    return left.id if id == "unknown" and at == left.last else ""


def _meant(norms_: Sequence[str], at: int, found: Sequence[Found]) -> str:
    """Whom a kind of force or group alone means: `الجيش` the army named last, `الحركة` the movement; empty if none.

    A force of a state must have been named by that word a short while ago (`الجيش التركي … وأعلن الجيش`).
    """
    word: str = norms_[at]
    if word in word_set("force_anaphors"):
        for m in found[: -_FORCES - 1 : -1]:
            if at - m.last > _RECENT:
                return ""
            if m.last - m.first > 1 and norms_[m.first] == word and m.rule != "anaphor":
                return m.id
        return _only_state(at, found)
    if word in word_set("group_anaphors"):
        head = word.removeprefix("ال")
        for m in found[: -_NAMED - 1 : -1]:
            if head in _heads().get(m.id, ()):
                return m.id
    return ""


def _only_state(at: int, found: Sequence[Found]) -> str:
    """`دخل الجيش السوري البلدة … أحرق الجنود`: the one state whose forces were named a short while ago, if one was."""
    near = {m.id for m in found[-_NAMED:] if at - m.last <= _RECENT and m.id in _state_ids()}
    return near.pop() if len(near) == 1 else ""


@cache
def _state_ids() -> frozenset[str]:
    return frozenset(d.actor for d in lexicon.demonyms())


@cache
def _heads() -> dict[str, set[str]]:
    """The kinds that every actor is named by: `حركة` of the movements, `تنظيم` of the organisations."""
    heads: dict[str, set[str]] = {}
    for name in lexicon.actors():
        for phrase in name.phrases:
            heads.setdefault(name.id, set()).add(norms(phrase)[0].removeprefix("ال"))
    return heads


def _states(view: View, actors: Sequence[Found], day: date | None) -> Iterator[Found]:
    """Countries that act: coordinated with an actor (`قوات النظام وحليفته روسيا`) or after `على يد`."""
    taken = {i for a in actors for i in range(a.first, a.last)}
    ends = {a.last for a in actors}
    for index, norm in enumerate(view.norms):
        if norm not in country_names() or index in taken:
            continue
        joined = any(index - gap in ends and view.norms[index - gap] == "و" for gap in (1, 2))
        marked = any(
            tuple(view.norms[index - size : index]) in marker_phrases("agent") for size in (1, 2, 3) if size <= index
        )
        if joined or marked:
            actor = _forces_of(country_names()[norm], day)
            yield Found(index, index + 1, "ACTOR", actor, view.char_span(index, index + 1).text, "acting-state")


def _actor_at(words: Sequence[str], at: int, country: str | None, day: date | None) -> tuple[int, str, str] | None:
    """The actor that starts at `at`: (past its last word, id, rule)."""
    best: tuple[int, str, str] | None = None
    match = name_trie("actors").longest(words, at)
    if match is not None and (names := valid_names(match[1], country, day)):
        best = (match[0], names[0].id, "actor-lexicon")
    if force := _forces().longest(words, at):
        composed = _of_country(words, force[0], day)
        if composed is not None and (best is None or composed[0] > best[0]):
            best = composed
    if words[at] in word_set("group_heads") and at + 1 < len(words):
        inner = _actor_at(words, at + 1, country, day) if words[at + 1] not in word_set("group_heads") else None
        if inner is None:
            inner = _of_country(words, at + 1, day)
        if inner is not None and inner[1] != "unknown" and (best is None or inner[0] > best[0]):
            best = (inner[0], inner[1], "group-of-actor")
    if best is None and (words[at] in word_set("group_anaphors") or words[at] in word_set("force_anaphors")):
        return at + 1, "", "anaphor"
    if best is not None:
        best = _widened(words, best)
    elif (adjective := _attack_adjective(words, at)) is not None:
        best = (at + 1, _forces_of(adjective, day), "attack-adjective")
    return best


def _of_country(words: Sequence[str], at: int, day: date | None) -> tuple[int, str, str] | None:
    """A country's adjective or name after a force, with at most two qualifying adjectives between."""
    for index in range(at, min(at + 3, len(words))):
        if words[index] in demonym_forms():
            return index + 1, _forces_of(demonym_forms()[words[index]][0], day), "force-of-country"
        if words[index] in country_names() and index == at:
            return index + 1, _forces_of(country_names()[words[index]], day), "force-of-country"
        if words[index] not in word_set("force_adjectives"):
            return None
    return None


def _forces_of(demonym: lexicon.Demonym, day: date | None) -> str:
    """The id of a country's forces; the Syrian government changed on 8 December 2024 (SPEC section 4)."""
    if demonym.actor == "syrian_regime" and day is not None and day >= date(2024, 12, 8):
        return "syrian_government"
    return demonym.actor


def _widened(words: Sequence[str], best: tuple[int, str, str]) -> tuple[int, str, str]:
    """Take an adjective of country that only repeats who it is (`قوات النظام السوري`) into the name."""
    last, id, rule = best
    if last < len(words) and words[last].startswith("ال") and words[last] in demonym_forms():
        return last + 1, id, rule
    return best


def _attack_adjective(words: Sequence[str], at: int) -> lexicon.Demonym | None:
    """`غارات إسرائيلية`, `قصف مدفعي روسي`: the adjective of country names who attacked."""
    if words[at] not in demonym_forms():
        return None
    demonym = demonym_forms()[words[at]][0]
    for index in range(at - 1, max(at - 4, -1), -1):
        if words[index] in _attack_nouns():
            return demonym
        if words[index] not in word_set("attack_adjectives"):
            return None
    return None


@cache
def _attack_nouns() -> frozenset[str]:
    """Nouns whose adjective of country names the attacker: attacks and munitions."""
    words = set(word_set("attack_words"))
    for phrase, forms in _single_nouns():
        if forms[0].noun.event == "attack":
            words.add(phrase)
    return frozenset(words)


def _single_nouns() -> Iterator[tuple[str, tuple]]:  # type: ignore[type-arg]
    trie = noun_trie()
    for word in trie.words:
        match = trie.longest((word,), 0)
        if match is not None:
            yield word, match[1]
