"""A workout as a FIT activity with its sets, for watches' programs and training diaries.

Written with fit-tool. The order of messages and their required fields are those of Garmin's FIT
protocol for activity files; its times are whole seconds since 1989, UTC.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fit_tool.data_message import DataMessage
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.device_info_message import DeviceInfoMessage
from fit_tool.profile.messages.event_message import EventMessage
from fit_tool.profile.messages.exercise_title_message import ExerciseTitleMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.lap_message import LapMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.messages.set_message import SetMessage
from fit_tool.profile.messages.sport_message import SportMessage
from fit_tool.profile.profile_type import (
    Activity,
    Event,
    EventType,
    ExerciseCategory,
    FileType,
    FitBaseUnit,
    Manufacturer,
    SetType,
    Sport,
    SubSport,
)

from voicecoach.errors import HistoryError
from voicecoach.exports.fit_names import FitName, fit_name
from voicecoach.history.overview import PastWorkout, SetDone

_COUNTED = frozenset({"reps", "steps", "letters", "counts"})
_LONGEST_NAME = 40
_MOST_REPS = 65_534
"""FIT counts in 16 bits; the highest number means that there is none."""
_MOST_KG = 4095.0
"""A weight is sixteenths of a kilogram in 16 bits."""
_MOST_S = 4_294_967.0
"""Durations are milliseconds in 32 bits: 49.7 days."""


def fit_activity(workout: PastWorkout, done: Sequence[SetDone], names: Mapping[str, str]) -> bytes:
    """The content of a FIT file for the workout.

    `done` are its sets in order, at least one; `names` are those of exercises by their slugs.
    Raises HistoryError for a workout that FIT can't date.
    """
    if workout.began < _FIT_EPOCH:
        raise HistoryError(
            f"A FIT file can't hold the workout of {workout.day}: FIT's time begins in 1990. "
            "Export it to another format, such as .csv."
        )
    sets = list(_forward(workout.began, done))
    ended = max(sets[-1].ended, workout.began + timedelta(milliseconds=workout.active_ms))
    builder = FitFileBuilder(auto_define=True, min_string_size=_LONGEST_NAME)
    builder.add_all(
        [
            *_opening(workout),
            *_course(workout, sets, names),
            *_closing(workout, ended),
        ]
    )
    return bytes(builder.build().to_bytes())


def _forward(began: datetime, done: Sequence[SetDone]) -> Iterator[SetDone]:
    """The sets with times that never go back, even if the clock was set back between them."""
    shift, before = timedelta(), began
    for one in done:
        shift = max(shift, before - one.began)
        before = one.ended + shift
        yield replace(one, began=one.began + shift, ended=before)


def _opening(workout: PastWorkout) -> Iterator[DataMessage]:
    file = FileIdMessage()
    file.type = FileType.ACTIVITY
    file.manufacturer = Manufacturer.DEVELOPMENT.value
    file.product = 0
    file.serial_number = int(workout.id[:8], 16) or 1
    file.time_created = _ms(workout.began)
    yield file
    device = DeviceInfoMessage()
    device.timestamp = _ms(workout.began)
    device.manufacturer = Manufacturer.DEVELOPMENT.value
    device.product_name = "voicecoach"
    yield device
    sport = SportMessage()
    sport.sport = Sport.TRAINING
    sport.sub_sport = SubSport.STRENGTH_TRAINING
    sport.sport_name = workout.routine[:_LONGEST_NAME]
    yield sport
    yield _event(workout.began, EventType.START)


def _course(
    workout: PastWorkout, done: Sequence[SetDone], names: Mapping[str, str]
) -> Iterator[DataMessage]:
    """Messages of the sets and the rests between them, then the titles of their exercises."""
    kinds: dict[str, FitName] = {}
    index = 0
    before = workout.began
    yield _record(before)
    for one in done:
        rest_s = _seconds(one.began - before)
        if index and rest_s >= 1:
            yield _rest(index, before, rest_s)
            index += 1
        kind = kinds.setdefault(_title(one, names), _kind(one, len(kinds)))
        yield _record(one.began)
        yield _work(index, one, kind)
        yield _record(one.ended)
        index += 1
        before = one.ended
    for number, (title, (category, name)) in enumerate(kinds.items()):
        named = ExerciseTitleMessage()
        named.message_index = number
        named.exercise_category = category.value
        named.exercise_name = name
        named.workout_step_name = title[:_LONGEST_NAME]
        yield named


def _closing(workout: PastWorkout, ended: datetime) -> Iterator[DataMessage]:
    elapsed_s = _seconds(ended - workout.began)
    yield _event(ended, EventType.STOP_ALL)
    lap, session = LapMessage(), SessionMessage()
    for whole in (lap, session):
        whole.message_index = 0
        whole.timestamp = _ms(ended)
        whole.start_time = _ms(workout.began)
        whole.total_elapsed_time = elapsed_s
        whole.total_timer_time = min(elapsed_s, workout.active_ms / 1000)
        whole.sport = Sport.TRAINING
        whole.sub_sport = SubSport.STRENGTH_TRAINING
        whole.event_type = EventType.STOP
    lap.event, session.event = Event.LAP, Event.SESSION
    session.first_lap_index = 0
    session.num_laps = 1
    yield lap
    yield session
    activity = ActivityMessage()
    activity.timestamp = _ms(ended)
    activity.local_timestamp = _local_s(ended)
    activity.total_timer_time = session.total_timer_time
    activity.num_sessions = 1
    activity.type = Activity.MANUAL
    activity.event = Event.ACTIVITY
    activity.event_type = EventType.STOP
    yield activity


def _work(index: int, one: SetDone, kind: FitName) -> SetMessage:
    """A set: the duration of a hold is its amount, that of anything counted its time."""
    message = SetMessage()
    message.message_index = index
    message.timestamp = _ms(one.ended)
    message.start_time = _ms(one.began)
    message.set_type = SetType.ACTIVE.value
    if one.measure in _COUNTED:
        message.duration = _seconds(one.ended - one.began)
        message.repetitions = min(_MOST_REPS, round(one.amount))
    elif one.measure == "meters":
        message.duration = _seconds(one.ended - one.began)
    else:
        message.duration = one.amount
    if one.kilograms is not None:
        message.weight = min(_MOST_KG, one.kilograms)
        message.weight_display_unit = FitBaseUnit.KILOGRAM.value
    category, name = kind
    message.category = [category.value]
    message.category_subtype = [name]
    return message


def _rest(index: int, began: datetime, rest_s: float) -> SetMessage:
    message = SetMessage()
    message.message_index = index
    message.timestamp = _ms(began + timedelta(seconds=rest_s))
    message.start_time = _ms(began)
    message.set_type = SetType.REST.value
    message.duration = rest_s
    return message


def _record(at: datetime) -> RecordMessage:
    message = RecordMessage()
    message.timestamp = _ms(at)
    return message


def _event(at: datetime, kind: EventType) -> EventMessage:
    message = EventMessage()
    message.timestamp = _ms(at)
    message.event = Event.TIMER
    message.event_type = kind
    message.event_group = 0
    return message


def _title(one: SetDone, names: Mapping[str, str]) -> str:
    name = names.get(one.exercise, one.exercise)
    return ", ".join(part for part in (name, one.side, one.direction, one.variation) if part)


def _kind(one: SetDone, number: int) -> FitName:
    """FIT's name of the exercise of a set; `number` distinguishes those without one."""
    named = fit_name(one.exercise, variation=one.variation, is_one_sided=bool(one.side))
    return named or (ExerciseCategory.UNKNOWN, number)


def _seconds(time: timedelta) -> float:
    return min(_MOST_S, time.total_seconds())


def _ms(moment: datetime) -> int:
    """Time since 1970, UTC, as fit-tool takes it."""
    return round(moment.timestamp() * 1000)


def _local_s(moment: datetime) -> int:
    """Local time since 1989, as the protocol has it."""
    return round((moment.replace(tzinfo=UTC) - _FIT_EPOCH).total_seconds())


_FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
