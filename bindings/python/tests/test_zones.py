"""Zone databases and zones as a Python user meets them."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sundesk
from sundesk import Transition, ZoneDb

UTC = timezone.utc
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def db() -> ZoneDb:
    return ZoneDb.bundled()


def test_the_bundled_rules_name_their_release(db: ZoneDb) -> None:
    assert db.release.startswith("20") and len(db) == len(db.names) > 590
    assert "Europe/Berlin" in db and "Mars/Base" not in db
    assert repr(db) == f"<ZoneDb {db.release} ({len(db)} zones)>"


def test_an_unknown_zone_is_one_error_with_a_near_miss(db: ZoneDb) -> None:
    with pytest.raises(sundesk.UnknownZoneError, match="Europe/Berlin") as caught:
        db.zone("Europe/Berln")
    assert isinstance(caught.value, LookupError) and caught.value.value == "Europe/Berln"


def test_offsets_and_wall_clocks(db: ZoneDb) -> None:
    berlin = db.zone("Europe/Berlin")
    spring = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert berlin.offset_at(spring - timedelta(seconds=1)) == HOUR and berlin.offset_at(spring) == 2 * HOUR
    assert berlin.to_local(spring) == datetime(2026, 3, 29, 3)
    assert berlin.next_transition(datetime(2026, 1, 1, tzinfo=UTC)) == Transition(spring, HOUR, 2 * HOUR)
    # An instant given in any zone is the same instant.
    assert berlin.offset_at(spring.astimezone(ZoneInfo("Asia/Tokyo"))) == 2 * HOUR


@pytest.mark.parametrize(
    ("wall", "kind", "resolved"),
    [
        ("2026-03-29 01:59:59", "unique", "2026-03-29T01:59:59+01:00"),
        ("2026-03-29 02:00:00", "gap", "2026-03-29T03:00:00+02:00"),
        ("2026-03-29 02:30:00", "gap", "2026-03-29T03:00:00+02:00"),
        ("2026-03-29 03:00:00", "unique", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25 02:30:00", "fold", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_times_that_do_not_exist_or_happen_twice(db: ZoneDb, wall: str, kind: str, resolved: str) -> None:
    berlin, local = db.zone("Europe/Berlin"), datetime.fromisoformat(wall)
    assert berlin.classify(local).kind == kind
    assert berlin.resolve(local).isoformat() == resolved


def test_other_ways_to_resolve(db: ZoneDb) -> None:
    berlin = db.zone("Europe/Berlin")
    assert berlin.resolve(datetime(2026, 3, 29, 2, 30), gap="compatible").isoformat() == "2026-03-29T03:30:00+02:00"
    assert berlin.resolve(datetime(2026, 10, 25, 2, 30), fold="later").isoformat() == "2026-10-25T02:30:00+01:00"
    with pytest.raises(ValueError, match="gap"):
        berlin.resolve(datetime(2026, 1, 1), gap="sideways")


def test_naive_datetimes_are_refused_by_name_where_an_instant_is_meant(db: ZoneDb) -> None:
    berlin = db.zone("Europe/Berlin")
    with pytest.raises(TypeError, match="at: .*naive"):
        berlin.offset_at(datetime(2026, 1, 1))
    with pytest.raises(TypeError, match="after: .*got str"):
        berlin.next_transition("2026-01-01")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="local: .*aware"):
        berlin.resolve(datetime(2026, 1, 1, tzinfo=UTC))


def test_the_supported_dates_end_where_they_say(db: ZoneDb) -> None:
    berlin = db.zone("Europe/Berlin")
    berlin.offset_at(datetime(1900, 1, 1, tzinfo=UTC))
    berlin.offset_at(datetime(2200, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))
    for outside in (datetime(1899, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        with pytest.raises(sundesk.OutOfRangeError, match="1900 to 2200"):
            berlin.offset_at(outside)


def test_values_compare_hash_print_and_pickle(db: ZoneDb) -> None:
    berlin = db.zone("Europe/Berlin")
    assert repr(berlin) == f"<Zone Europe/Berlin ({db.release})>"
    assert pickle.loads(pickle.dumps(db)) == db and pickle.loads(pickle.dumps(berlin)) == berlin
    assert berlin == ZoneDb.bundled().zone("Europe/Berlin") != db.zone("Europe/Paris")
    assert hash(berlin) == hash(ZoneDb.bundled().zone("Europe/Berlin"))
    change = berlin.next_transition(datetime(2026, 1, 1, tzinfo=UTC))
    assert pickle.loads(pickle.dumps(change)) == change and len({change, change}) == 1
    with pytest.raises(AttributeError):
        berlin.name = "Europe/Paris"  # type: ignore[misc]


def test_rules_from_bytes_and_from_a_directory(tmp_path: Path, db: ZoneDb) -> None:
    tzdata = pytest.importorskip("tzdata")
    content = (Path(tzdata.__file__).parent / "zoneinfo/Asia/Tokyo").read_bytes()
    own = ZoneDb.from_tzif("2026-own", {"Asia/Tokyo": content})
    assert own.names == ["Asia/Tokyo"] and own.release == "2026-own"
    assert own.zone("Asia/Tokyo").offset_at(datetime(2026, 1, 1, tzinfo=UTC)) == 9 * HOUR
    assert pickle.loads(pickle.dumps(own)) == own and own != db
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Tokyo").write_bytes(content)
    assert ZoneDb.from_dir(tmp_path).zone("Asia/Tokyo").offset_at(datetime(2026, 1, 1, tzinfo=UTC)) == 9 * HOUR


def test_bad_rules_are_errors(tmp_path: Path) -> None:
    with pytest.raises(sundesk.SundeskError):
        ZoneDb.from_tzif("x", {"Asia/Tokyo": b"TZif2 and then nothing"}).zone("Asia/Tokyo")
    with pytest.raises(TypeError, match="files"):
        ZoneDb.from_tzif("x", {"Asia/Tokyo": "text"})  # type: ignore[dict-item]
    with pytest.raises(sundesk.IoError) as caught:
        ZoneDb.from_dir(tmp_path / "nowhere")
    assert isinstance(caught.value, OSError)
