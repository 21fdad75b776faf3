from copy import copy
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hdportal.desk.actions import search_index
from hdportal.desk.domain.audience import DESK, Reading, caller_scope, project_scope
from hdportal.desk.domain.incident import EntryKind
from hdportal.desk.domain.searching import Query, words_of
from hdportal.desk.models import Incident, JournalEntry, SearchDocument
from hdportal.desk.queries import search
from hdportal.desk.tests.factories import about_application, caller, incident
from hdportal.kernel import clock

pytestmark = pytest.mark.django_db

LETTERS = "AÉéßİﬁ²½ΣςΩЁй東京かなクラ한글שלוםمرحباहिन्दी ไทย𐐀𝒜ﷺ0٣ _-'\"*&|!:()\0\n"


def found(text, *, scope=DESK, reading=Reading.DESK, **page):
    return search(words=Query.parse(text), scope=scope, reading=reading, **page)


def written(by, **words):
    made = incident(by, **words)
    search_index.write(made)
    return made


def said(about, text, kind=EntryKind.COMMENT, **facts):
    JournalEntry.objects.create(
        incident=about, kind=kind, at=clock.now(), text=text, facts=facts
    )
    search_index.write(about)


def test_words_of_subject_text_and_people_find_an_incident():
    made = written(caller(), subject="Clé refusée", description="Line twelve broke")

    for text in ("cle", "CLÉ refusee", "twelve line", "first hosp", "demo.example"):
        assert found(text) == [made.pk], text


def test_every_word_must_be_there():
    written(caller(), subject="Upload refused")

    assert found("upload accepted") == []


def test_the_number_finds_its_incident_and_those_that_mention_it():
    who = caller()
    made = written(who)
    other = written(who, description=f"The same as {made.number}")

    assert found(made.number) == [other.pk, made.pk]
    assert found(made.number.lower().replace("inc", "").lstrip("0")) == [made.pk]


def test_the_newest_come_first_a_page_at_a_time():
    who = caller()
    keys = [written(who, description="common word").pk for _one in range(5)][::-1]

    first = found("common", limit=2)

    assert first + found("common", before=first[-1]) == keys


def test_old_ones_are_found_as_well_as_new_ones():
    made = incident(caller())
    SearchDocument.objects.all().delete()
    far = [made.pk + distance for distance in (8192, 20_000, 100_000)]
    keys = [made.pk, *far]
    Incident.objects.bulk_create(copies(made, far))
    SearchDocument.objects.bulk_create(
        SearchDocument(incident_id=key, tokens="bword") for key in keys
    )

    assert found("word") == keys[::-1]
    for limit in range(1, 5):
        assert found("word", limit=limit) == keys[::-1][:limit]
        assert found("word", before=far[1], limit=limit) == keys[1::-1][:limit]


def copies(made, keys):
    for key in keys:
        made.pk, made.number, made.form_token = key, f"INC{key}", uuid4()
        yield copy(made)


def test_a_work_note_is_found_by_the_desk_only():
    made = written(caller())
    said(made, "suspicious", EntryKind.WORK_NOTE, files=[{"name": "private.log"}])

    for text in ("suspicious", "private"):
        assert found(text) == [made.pk]
        assert found(text, reading=Reading.WHOLE) == []


def test_texts_are_not_found_by_whoever_follows_the_life_cycle():
    made = written(caller(), **about_application(subject="Topic", description="Body"))
    scope = project_scope(made.project.key)

    for text in ("topic", "pacemakers", "hdbp0016", "hd4dp"):
        assert found(text, scope=scope, reading=Reading.LIFE_CYCLE) == [made.pk]
    for text in ("body", "demo", "hospital"):
        assert found(text, scope=scope, reading=Reading.LIFE_CYCLE) == []
        assert found(text, scope=scope, reading=Reading.WHOLE) == [made.pk]


def test_only_incidents_of_the_scope_are_found():
    one, other = caller("one"), caller("other")
    made = written(one, subject="Upload")
    written(other, subject="Upload")

    scope = caller_scope(one.pk)
    assert found("upload", scope=scope, reading=Reading.WHOLE) == [made.pk]


def test_a_comment_and_its_files_are_found():
    made = written(caller())

    said(made, "afterthought", files=[{"name": "évidence_1.csv"}])

    assert found("afterthought") == found("evidence csv") == [made.pk]


def test_what_changed_is_found_and_what_was_is_not():
    made = written(caller(), subject="Before")
    made.short_description = "After"
    made.save(update_fields=["short_description"])
    search_index.write(made)

    assert found("before") == []
    assert found("after") == [made.pk]


def test_writing_the_same_again_writes_nothing(django_assert_num_queries):
    made = written(caller())

    with django_assert_num_queries(2):
        search_index.write(made)


def test_nothing_is_found_without_words():
    written(caller())

    assert found("* -") == []


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(min_size=1) | st.text(alphabet=LETTERS, min_size=1))
@example(text=LETTERS)
def test_every_word_that_was_written_is_found_again(reported, text):
    tokens = sorted({f"b{word}" for word in words_of(text)})
    SearchDocument.objects.filter(pk=reported.pk).update(tokens=" ".join(tokens))

    for word in words_of(text):
        assert found(word) == [reported.pk]
        assert found(f"{word} {word[:3]}") == [reported.pk]


@pytest.fixture
def reported():
    made = incident(caller())
    SearchDocument.objects.get_or_create(incident=made, defaults={"tokens": ""})
    return made


@pytest.mark.parametrize(
    "text",
    [
        "word " * 2000,
        "AND OR NOT *",
        'NEAR("a" b, 2)',
        "a' OR 1=1; --",
        "'x':* & !y",
        "tokens : a",
        "nul\0byte",
        "\ud800",
        "🦄 שלום",
        "a" * 10_000,
    ],
)
def test_no_query_fails(reported, text):
    assert found(text) == []


class TestIndexFollowsItsTable:
    """Whatever is done to the rows, and by whom."""

    def test_update(self, reported):
        SearchDocument.objects.update(tokens="bnew")

        assert found("new") == [reported.pk]

    def test_upsert(self, reported):
        SearchDocument.objects.update(tokens="bold")
        document = SearchDocument(incident=reported, tokens="bnew")

        SearchDocument.objects.bulk_create(
            [document],
            update_conflicts=True,
            unique_fields=["incident"],
            update_fields=["tokens"],
        )

        assert (found("old"), found("new")) == ([], [reported.pk])

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own words")
    def test_replace(self, reported):
        SearchDocument.objects.update(tokens="bold")

        with connection.cursor() as cursor:
            cursor.execute(
                "REPLACE INTO desk_searchdocument (incident_id, tokens)"
                " SELECT incident_id, 'bnew' FROM desk_searchdocument"
            )

        assert (found("old"), found("new")) == ([], [reported.pk])

    def test_delete(self, reported):
        SearchDocument.objects.update(tokens="bold")

        SearchDocument.objects.all().delete()

        assert found("old") == []

    def test_roll_back(self, reported):
        SearchDocument.objects.update(tokens="bold")

        saved = transaction.savepoint()
        SearchDocument.objects.update(tokens="bnew")
        transaction.savepoint_rollback(saved)

        assert (found("old"), found("new")) == ([reported.pk], [])

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 tells")
    def test_it_agrees_with_its_table(self, reported):
        written(caller("other"))
        SearchDocument.objects.filter(pk=reported.pk).delete()

        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO desk_searchindex(desk_searchindex, rank)"
                " VALUES ('integrity-check', 1)"
            )


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_empties_the_index():
    made = written(caller(), subject="Upload")
    assert found("upload") == [made.pk]

    call_command("flush", interactive=False, verbosity=0)

    assert found("upload") == []


@pytest.mark.parametrize("options", [[], ["--missing"]])
def test_reindexing_finds_incidents_that_had_no_words(options, monkeypatch):
    monkeypatch.setattr(search_index, "BATCH", 2)
    who = caller()
    keys = [incident(who, description="common").pk for _one in range(5)]
    SearchDocument.objects.all().delete()
    out = StringIO()

    call_command("incidents_reindex", *options, stdout=out)

    assert found("common") == keys[::-1]
    assert "5 incidents can be found." in out.getvalue()


def test_migrate_finds_incidents_of_before_there_was_a_search():
    made = incident(caller(), description="older")
    SearchDocument.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert found("older") == [made.pk]
