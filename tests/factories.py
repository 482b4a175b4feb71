"""Small calls and findings made by hand, for tests of the store and the warehouse.

`make_record` is a call of 20 s; the agent greets in Dutch, the citizen answers in Frisian, the agent then searches.

    time_s    0    2    4    6    8   10   12   14   16   18   20
    agent       |---||-|                          |---|
    citizen                 |-------|
    turns       0           1                     2
    words       0 to 7      8 to 15               16 to 19
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from pipeline.failures import Failure
from pipeline.findings import Cue, Findings, Moment, Overlap, Question, Silence, Tempo, Verdict
from pipeline.nights import NightReport
from pipeline.people_records import Goal, Review, ReviewVerdict
from pipeline.records import (
    AskedOpening,
    CallInfo,
    CallRecord,
    Conversation,
    Facts,
    Heard,
    Language,
    Provenance,
    Recording,
    Span,
    Speaker,
    Speech,
    Turn,
    Word,
)
from pipeline.warehouse_rows import CueItem

STARTED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)  # a Monday, half past ten in the Netherlands
SPAN_OF_OFFER = Span(3.0, 4.9)


def make_turn(speaker: Speaker, start_s: float, text: str, *, language: Language = "nl") -> Turn:
    """Two words a second, each of 0.4 s and two syllables; `[kind]` is a masked word."""
    words = tuple(
        Word(
            Span(round(start_s + i / 2, 3), round(start_s + i / 2 + 0.4, 3)),
            word,
            probability=0.9,
            syllable_count=2,
            redaction=word.strip("[]") if word.startswith("[") else None,
        )
        for i, word in enumerate(text.split())
    )
    end_s = words[-1].span.end_s if words else start_s + 1
    return Turn(Span(start_s, end_s), speaker, language, words, 0.9 if words else None, "whisper-base")


def make_conversation(call_id: str = "call-1") -> Conversation:
    return Conversation(
        call_id=call_id,
        duration_s=20.0,
        speech=(
            Speech(Span(1.0, 3.0), "agent", 9),
            Speech(Span(3.5, 4.9), "agent", 5),
            Speech(Span(6.0, 9.9), "citizen"),
            Speech(Span(15.0, 16.9), "agent", 8),
        ),
        turns=(
            make_turn("agent", 1.0, "gemeente Noorderveld met [medewerker] waarmee kan ik helpen"),
            make_turn("citizen", 6.0, "ik ha in fraach oer myn nije paspoart", language="fy"),
            make_turn("agent", 15.0, "heeft u een momentje"),
        ),
        facts=Facts((Heard("employee_name", 3, 4, 0.93),), "names-1", opening=AskedOpening(3.0, 4.6)),
    )


def make_record(
    call_id: str = "call-1", *, started_at: datetime = STARTED_AT, conversation: Conversation | None = None
) -> CallRecord:
    return CallRecord(
        info=CallInfo(call_id=call_id, started_at=started_at, employee_id="mabcdefghijkl", team="balie"),
        recording=Recording(
            uri=f"{call_id}.wav",
            sha256="5" * 64,
            duration_s=20.0,
            channel_count=2,
            sample_rate_hz=8000,
            codec="pcm_alaw",
        ),
        conversation=conversation or make_conversation(call_id),
        provenance=Provenance(
            pipeline_version="0.1.0",
            config_hash="config-1",
            asr_model="whisper-base",
            diarizer="channels",
            processed_at=datetime(2026, 3, 2, 19, 5, tzinfo=UTC),
            night="2026-03-02",
            stage_s={"recognition": 1.5, "audio": 0.25},
        ),
    )


def make_cue(verdict: Verdict = "said", *, occurrence: int = 0, leidraad_version: int = 1) -> Cue:
    """The agent's offer to help, words 4 to 7."""
    return Cue(
        leg_index=0,
        cue_id="offer_help",
        occurrence=occurrence,
        verdict=verdict,
        span=SPAN_OF_OFFER,
        first_word=4,
        end_word=8,
        confidence=0.95,
        leidraad_id="basis",
        leidraad_version=leidraad_version,
    )


def make_absent_cue(*, leidraad_version: int = 1) -> Cue:
    return replace(
        make_cue("not_said", leidraad_version=leidraad_version),
        cue_id="anything_else",
        span=Span(10.0, 20.0),
        first_word=None,
        end_word=None,
    )


def make_moment(call_id: str = "call-1") -> Moment:
    return Moment(
        moment_id=f"{call_id}-0-offer_help-1",
        leg_index=0,
        kind="cue",
        cue_id="offer_help",
        span=SPAN_OF_OFFER,
        clip=Span(1.0, 6.0),
        polarity="top",
        reason="Biedt hulp aan.",
        rule_version="1",
    )


def make_tempo(speaker: Speaker, syllable_count: int, phonation_s: float) -> Tempo:
    return Tempo(
        speaker=speaker,
        language="all",
        syllable_count=syllable_count,
        phonation_s=phonation_s,
        turn_s=phonation_s + 0.5,
        articulation_rate=syllable_count / phonation_s,
        speaking_rate=syllable_count / (phonation_s + 0.5),
        nuclei_rate=None,
        is_reliable=True,
        reason_code=None,
    )


def make_silence(start_s: float, end_s: float, before: Speaker, after: Speaker) -> Silence:
    kind = "pause" if before == after else "gap"
    return Silence(span=Span(start_s, end_s), kind=kind, is_announced=False, before_speaker=before, after_speaker=after)


def make_findings(record_sha256: str, call_id: str = "call-1", *, leidraad_version: int = 1) -> Findings:
    return Findings(
        call_id=call_id,
        record_sha256=record_sha256,
        measure_version="measures-1",
        topic="reisdocumenten",
        language="fy",
        tempo=(make_tempo("agent", 24, 5.3), make_tempo("citizen", 16, 3.9)),
        silences=(
            make_silence(3.0, 3.5, "agent", "agent"),
            make_silence(4.9, 6.0, "agent", "citizen"),
            replace(make_silence(9.9, 15.0, "citizen", "agent"), kind="search"),
        ),
        overlaps=(Overlap(span=Span(9.5, 9.9), onset_speaker="agent", kind="backchannel", tier="high"),),
        questions=(
            Question(
                turn_index=0,
                first_word=4,
                end_word=8,
                span=SPAN_OF_OFFER,
                speaker="agent",
                kind="offer",
                response_s=3.9,
                response_words=8,
            ),
        ),
        cues=(
            make_cue(leidraad_version=leidraad_version),
            make_cue(occurrence=1, leidraad_version=leidraad_version),
            make_absent_cue(leidraad_version=leidraad_version),
        ),
        moments=(make_moment(call_id),),
    )


def make_failure(file_id: str = "file-1", *, reason: str = "silent_channel") -> Failure:
    return Failure(
        night="2026-03-02",
        file_id=file_id,
        call_id="call-9",
        stage="audio",
        reason=reason,
        detail="beide kanalen zijn stil",
        retryable=False,
        recording_sha256="7" * 64,
        config_hash="config-1",
        at=datetime(2026, 3, 2, 19, 10, tzinfo=UTC),
    )


def make_night(night: str = "2026-03-02", *, done_count: int = 9) -> NightReport:
    return NightReport(
        night=night,
        started_at=datetime(2026, 3, 2, 18, 0, tzinfo=UTC),
        ended_at=datetime(2026, 3, 2, 19, 30, tzinfo=UTC),
        found_count=done_count + 1,
        done_count=done_count,
        refused_count=1,
        already_done_count=0,
        audio_s=180.0,
        work_s={"recognition": 36.0, "audio": 9.0},
        failed_share=1 / (done_count + 1),
        pipeline_version="0.1.0",
    )


def make_cue_items(*, leidraad_version: int = 1) -> list[CueItem]:
    return [
        CueItem(
            cue_id=cue_id,
            leidraad_id="basis",
            leidraad_version=leidraad_version,
            name_nl=name_nl,
            name_fy=name_fy,
            description_nl=None,
            polarity="top",
            focus=cue_id == "offer_help",
        )
        for cue_id, name_nl, name_fy in (
            ("offer_help", "Hulp aanbieden", "Help oanbiede"),
            ("anything_else", "Nog iets anders", "Noch wat oars"),
        )
    ]


def make_review(
    call_id: str = "call-1",
    *,
    verdict: ReviewVerdict = "confirm",
    note: str = "",
    hour: int = 8,
    reviewer: str = "anouk",
) -> Review:
    """A verdict on the moment of `make_moment`, the morning after."""
    return Review(
        review_id=f"review-{hour}",
        moment_id=f"{call_id}-0-offer_help-1",
        call_id=call_id,
        kind="cue",
        cue_id="offer_help",
        polarity="top",
        start_s=3.0,
        end_s=4.9,
        rule_version="1",
        reviewer=reviewer,
        verdict=verdict,
        note=note,
        reviewed_at=datetime(2026, 3, 3, hour, 0, tzinfo=UTC),
    )


def make_goal(goal_id: str = "goal-1", *, ended_on: date | None = None, hour: int = 9) -> Goal:
    return Goal(
        goal_id=goal_id,
        employee_id="mabcdefghijkl",
        cue_id="offer_help",
        description="",
        agreed_on=date(2026, 3, 3),
        ended_on=ended_on,
        agreed_by="anouk",
        changed_at=datetime(2026, 3, 3, hour, 0, tzinfo=UTC),
    )
