"""Our zones against the standard library's, fed the same TZif bytes: every IANA name, every transition 1970 to 2100, to the second on both sides.

Three independent ways to know what the transitions are: our own list, a daily walk and bisection over `zoneinfo`, and the transition times as they
stand in the file. Each must be part of ours, and each of ours must be a change for `zoneinfo` too.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from sundesk import Transition, Zone, ZoneDb, _tzdata

pytest.importorskip("tzdata")

UTC = timezone.utc
START, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
EPOCH_NAIVE = datetime(1970, 1, 1)

RELEASE, FILES = _tzdata.load()
# Links share their bytes; a judge is asked once for each distinct file, our side for every name.
DISTINCT = {content: name for name, content in reversed(FILES)}


@cache
def zones() -> ZoneDb:
    return ZoneDb.tzdata()


@cache
def judge(content: bytes) -> ZoneInfo:
    return ZoneInfo.from_file(io.BytesIO(content))


def offset(judge: ZoneInfo, at: datetime) -> timedelta:
    found = at.astimezone(judge).utcoffset()
    assert found is not None
    return found


def walked(judge: ZoneInfo) -> Iterator[datetime]:
    """The changes that `zoneinfo` shows between one day and the next, bisected to the second; the first of them when a day has several."""
    at, before = START, offset(judge, START)
    while at < END:
        following = at + DAY
        after = offset(judge, following)
        if after != before:
            low, high = 0, 86_400
            while high - low > 1:
                middle = (low + high) // 2
                if offset(judge, at + timedelta(seconds=middle)) == before:
                    low = middle
                else:
                    high = middle
            yield at + timedelta(seconds=high)
        at, before = following, after


def written(content: bytes) -> Iterator[datetime]:
    """The transition times in the file's 64-bit block at which the offset changes (RFC 9636, section 3)."""

    def header(at: int) -> tuple[int, ...]:
        assert content[at : at + 4] == b"TZif"
        return struct.unpack(">6l", content[at + 20 : at + 44])

    isut, isstd, leap, times, types, chars = header(0)
    second = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, times, types, chars = header(second)
    body = second + 44
    instants = struct.unpack(f">{times}q", content[body : body + 8 * times])
    kinds = content[body + 8 * times : body + 9 * times]
    table = body + 9 * times
    offsets = [struct.unpack(">l", content[table + 6 * i : table + 6 * i + 4])[0] for i in range(types)]
    before = offsets[0]
    for at, kind in zip(instants, kinds, strict=True):
        if offsets[kind] != before and 0 <= at < END.timestamp():
            yield datetime.fromtimestamp(at, UTC)
        before = offsets[kind]


def test_the_bytes_are_those_of_the_package() -> None:
    assert zones().release == RELEASE
    assert zones().names == sorted(name for name, _ in FILES)
    assert len(zones()) > 590


def test_every_name_has_every_transition_of_the_judge_to_the_second() -> None:
    ours = {name: zones().zone(name).transitions(START, END) for name, _ in FILES}
    checked = 0
    for content, name in DISTINCT.items():
        zone, found = zones().zone(name), {t.at for t in ours[name]}
        assert set(walked(judge(content))) <= found, name
        assert set(written(content)) <= found, name
        for t in ours[name]:
            for at, expected in ((t.at - SECOND, t.before), (t.at, t.after)):
                assert offset(judge(content), at) == expected == zone.offset_at(at), (name, at)
            checked += 1
    for name, content in FILES:
        assert ours[name] == ours[DISTINCT[content]], name
    assert checked > 30_000


def test_wall_clocks_around_every_transition_stand_for_the_same_instants() -> None:
    for content, name in DISTINCT.items():
        zone = zones().zone(name)
        for t in zone.transitions(datetime(1970, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)):
            check_walls(zone, judge(content), t)


def check_walls(zone: Zone, judge: ZoneInfo, t: Transition) -> None:
    """One second before, at the first, at the last second of, and just after the gap or fold."""
    at = EPOCH_NAIVE + (t.at - START)
    low, high = sorted((at + t.before, at + t.after))
    for wall in (low - SECOND, low, high - SECOND, high):
        # PEP 495: each reading of the wall clock is a real instant if it reads the same there.
        readings = [wall.replace(tzinfo=judge, fold=fold).astimezone(UTC) for fold in (0, 1)]
        expected = sorted({u for u in readings if u.astimezone(judge).replace(tzinfo=None, fold=0) == wall})
        assert list(zone.classify(wall).instants) == expected, (zone.name, wall)
        if expected:
            # Back in UTC: Python holds an aware time of a fold unequal to every time in another zone (PEP 495).
            assert zone.resolve(wall).astimezone(UTC) == expected[0], (zone.name, wall)
            assert zone.resolve(wall, fold="later").astimezone(UTC) == expected[-1], (zone.name, wall)
        else:
            assert zone.resolve(wall).astimezone(UTC) == t.at, (zone.name, wall)


def test_previous_and_next_transition_walk_the_same_list() -> None:
    for name in ("Europe/Berlin", "Africa/Casablanca", "Pacific/Apia", "America/Vancouver", "Australia/Lord_Howe", "Asia/Kathmandu"):
        zone = zones().zone(name)
        listed = zone.transitions(START, END)
        forward, at = [], START - SECOND
        while (t := zone.next_transition(at)) is not None and t.at < END:
            forward.append(t)
            at = t.at
        backward, at = [], END
        while (t := zone.previous_transition(at)) is not None and t.at >= START:
            backward.append(t)
            at = t.at
        assert forward == listed == backward[::-1], name
