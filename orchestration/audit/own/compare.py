"""An edited document held against the mirror of the published one, number by number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orchestration.audit.own.matching import matched
from orchestration.audit.own.tokens import Token, tokens, value_of
from orchestration.publication.controls.part import Line, Mirror

_CONTEXT = 6
_BEFORE, _AFTER = 48, 12
_MINUS = ("-", "−", "－")


@dataclass(frozen=True)
class Touched:
    """A number that a person changed, deleted (`printed` is None) or added (`tag` is empty)."""

    tag: str
    place: str
    printed: str | None


@dataclass(frozen=True)
class Compared:
    """What became of a document's numbers, and the paragraphs that a person wrote anew."""

    touched: tuple[Touched, ...]
    added: tuple[Touched, ...]
    written: tuple[Line, ...]


def compare(mirror: Mirror, edited: Sequence[Line]) -> Compared:
    """Hold the lines of an edited document against the published ones."""
    held = _Held(mirror, edited)
    held.look_at_controls()
    held.look_for_the_rest()
    places = {at for found in held.where.values() for at in found}
    written = tuple(
        line
        for at, line in enumerate(edited)
        if line.cell is None and at not in places and not line.tags & set(mirror.figures)
    )
    return Compared(tuple(held.touched), tuple(held.added()), written)


@dataclass
class _Held:
    mirror: Mirror
    edited: Sequence[Line]
    touched: list[Touched] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.where = matched(self.mirror.lines, self.edited)
        self.free = [list(tokens(line.text)) for line in self.edited]
        """The numbers of each line that are no figure of the publication, as far as is known."""
        self.reads = dict(read for line in self.mirror.lines for read in _reads(line))
        """How each figure is read where it was published, and whether a dash stands before it: a
        name there may end in a digit, and a template write the dash."""

    def look_at_controls(self) -> None:
        """Find the controls that hold their figure, and those that hold something else."""
        controls: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        tags: dict[int, str] = {}
        for at, line in enumerate(self.edited):
            end = 0
            for piece in line.pieces:
                start, end = end, end + len(piece.text)
                if piece.tag in self.mirror.figures and piece.text.strip():
                    controls[piece.control].append((at, start, end))
                    tags[piece.control] = piece.tag
        for control, spans in controls.items():
            self._look_at(tags[control], spans)

    def _look_at(self, tag: str, spans: list[tuple[int, int, int]]) -> None:
        self.seen.add(tag)
        within = [
            (at, token)
            for at, start, end in spans
            for token in self.free[at]
            if token.overlaps(start, end)
        ]
        text = " ".join(self.edited[at].text[start:end].strip() for at, start, end in spans)
        for at, token in within:
            if self._is_figure(tag, token, at, is_signed=True):
                self.free[at].remove(token)
                return
        is_spaced = len(within) > 1 and value_of(text) == value_of(self.mirror.figures[tag][0])
        printed = within[0][1].text if len(within) == 1 and text[:1] not in _MINUS else text
        for at, token in within:
            self.free[at].remove(token)
        if is_spaced:
            # 4 425, as some set their thousands
            return
        at, start, end = spans[0]
        if len(within) == 1:
            at, start, end = within[0][0], within[0][1].start, within[0][1].end
        self.touched.append(Touched(tag, shown(self.edited[at], start, end), printed))

    def _is_figure(self, tag: str, token: Token, at: int, *, is_signed: bool = False) -> bool:
        """Whether a number is the figure; outside a control, a dash before it may be no sign."""
        text = self.mirror.figures[tag][0]
        read, had_minus = self.reads.get(tag, (text, False))
        if token.text == read != text.removeprefix("-"):
            return True
        has_minus = self.edited[at].text[: token.start].endswith(_MINUS)
        if text.startswith("-") and not has_minus:
            return False
        if is_signed and has_minus and not had_minus:
            return False
        text = text.removeprefix("-")
        return token.text == text or (token.value is not None and token.value == value_of(text))

    def look_for_the_rest(self) -> None:
        """Find the figures whose control is gone: their text may still stand where it was."""
        lost = []
        for at, line in enumerate(self.mirror.lines):
            for number, piece in enumerate(line.pieces):
                if piece.tag and piece.tag not in self.seen and not self._stands(at, piece.tag):
                    lost.append((at, number, piece.tag))
        for at, number, tag in lost:
            self.touched.append(self._replaced(at, number, tag) or self._deleted(at, number, tag))

    def _stands(self, at: int, tag: str) -> bool:
        for place in self.where.get(at, ()):
            for token in self.free[place]:
                if self._is_figure(tag, token, place):
                    self.free[place].remove(token)
                    return True
        return False

    def _replaced(self, at: int, number: int, tag: str) -> Touched | None:
        """Return the number that stands where the figure stood, behind the same words."""
        line = self.mirror.lines[at]
        before = _squeezed("".join(piece.text for piece in line.pieces[:number]))[-_CONTEXT:]
        for place in self.where.get(at, ()):
            now = self.edited[place]
            for token in self.free[place]:
                is_alone = line.cell is not None and len(self.free[place]) == 1
                is_behind = _squeezed(now.text[: token.start]).endswith(before) and before
                if is_alone or is_behind:
                    self.free[place].remove(token)
                    return Touched(tag, shown(now, token.start, token.end), token.text)
        return None

    def _deleted(self, at: int, number: int, tag: str) -> Touched:
        line, places = self.mirror.lines[at], self.where.get(at, ())
        start = sum(len(piece.text) for piece in line.pieces[:number])
        was = shown(line, start, start + len(line.pieces[number].text))
        if not places:
            return Touched(tag, f"published {was}", None)
        return Touched(tag, f"{self.edited[places[0]].place}, published {was}", None)

    def added(self) -> Iterator[Touched]:
        """Yield the numbers that neither the publication nor its template has."""
        own = [_own(line) for line in self.mirror.lines]
        left: list[tuple[int, Token]] = []
        before: dict[int, list[int]] = defaultdict(list)
        for at, places in self.where.items():
            for place in places:
                before[place].append(at)
        for place, free in enumerate(self.free):
            left += [
                (place, token)
                for token in free
                if not any(_take(own[at], token) for at in before[place])
            ]
        others = sum(own, Counter[str]())
        for place, token in left:
            if token.is_figure and not _take(others, token):
                line = self.edited[place]
                yield Touched("", shown(line, token.start, token.end), token.text)


def _reads(line: Line) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Yield the tags of a published line with the numbers that are read there."""
    read, end = list(tokens(line.text)), 0
    for piece in line.pieces:
        start, end = end, end + len(piece.text)
        if piece.tag:
            own = next((token for token in read if token.overlaps(start, end)), None)
            if own is not None:
                yield piece.tag, (own.text, line.text[: own.start].endswith(_MINUS))


def _own(line: Line) -> Counter[str]:
    """Count the numbers that the program or its template wrote itself."""
    found: Counter[str] = Counter()
    for token in tokens(line.text):
        end = 0
        for piece in line.pieces:
            start, end = end, end + len(piece.text)
            if piece.tag and token.overlaps(start, end):
                break
        else:
            found[token.text] += 1
    return found


def _take(counted: Counter[str], token: Token) -> bool:
    if counted[token.text] <= 0:
        return False
    counted[token.text] -= 1
    return True


def _squeezed(text: str) -> str:
    return "".join(text.split())


def shown(line: Line, start: int, end: int) -> str:
    """Return the place of a number: its line, and the words around it."""
    if line.cell is not None:
        return line.place
    first = max(0, start - _BEFORE)
    piece = line.text[first : end + _AFTER].strip()
    left, right = "…" if first else "", "…" if end + _AFTER < len(line.text) else ""
    return f"{line.place}: “{left}{piece}{right}”"
