"""Keeping, sending, discarding and forgetting drafts, with their files."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from hdportal.accounts.tests.factories import make_user
from hdportal.audit.models import AuditEvent
from hdportal.files.domain.refusals import FileRefused
from hdportal.files.models import StoredFile
from hdportal.intake import queries
from hdportal.intake.actions import drafts
from hdportal.intake.domain.drafts import MAX_OPEN, DraftSpent
from hdportal.intake.models import Draft
from hdportal.intake.tests import factories as make
from hdportal.kernel import clock
from hdportal.kernel.errors import Denied

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_user()


def spend(token, by, purpose="incident"):
    with transaction.atomic():
        return drafts.spend(token=token, purpose=purpose, by=by)


def test_the_newest_words_take_the_place_of_the_older_ones(person):
    token = make.draft(person, subject="A", description="B").token
    make.draft(person, token, subject="A and more")

    assert queries.open_draft(person, "incident").values == {"subject": "A and more"}
    assert Draft.objects.count() == 1


def test_a_form_in_which_nothing_was_typed_has_no_draft(person):
    drafts.keep(token=uuid4(), purpose="incident", version=None, values={}, by=person)

    assert queries.open_draft(person, "incident") is None
    assert not Draft.objects.exists()


def test_typing_leaves_no_audit_rows(person):
    before = AuditEvent.objects.count()
    token = make.draft(person).token
    make.draft(person, token, subject="More")

    assert AuditEvent.objects.count() == before


def test_words_that_went_round_the_door_are_refused(person):
    with pytest.raises(TypeError):
        drafts.keep(
            token=uuid4(),
            purpose="incident",
            version=None,
            values={"subject": "never cleaned"},
            by=person,
        )


def test_another_persons_draft_is_out_of_reach(person):
    draft = make.draft(person)
    file = make.attached(draft.token, person)
    stranger = make_user(email="stranger@demo.example")

    for attempt in (
        lambda: make.draft(stranger, draft.token),
        lambda: make.attached(draft.token, stranger),
        lambda: drafts.detach(token=draft.token, file=file, by=stranger),
        lambda: drafts.discard(draft=draft, by=stranger),
    ):
        with pytest.raises(Denied):
            attempt()
    assert spend(draft.token, stranger) == ""
    assert queries.open_draft(person, "incident") == draft
    assert StoredFile.objects.get().owner == queries.owner_of(draft.token)


def test_an_autosave_after_the_submit_does_not_bring_the_draft_back(person):
    draft = make.draft(person)
    spend(draft.token, person)

    with pytest.raises(DraftSpent):
        make.draft(person, draft.token)
    with pytest.raises(DraftSpent):
        make.attached(draft.token, person)

    assert queries.open_draft(person, "incident") is None
    assert Draft.objects.get().values == {}
    assert not StoredFile.objects.exists()


def test_a_form_sent_before_its_first_autosave_is_spent_as_well(person):
    token = uuid4()
    spend(token, person)

    with pytest.raises(DraftSpent):
        make.draft(person, token)


def test_the_files_of_a_draft_are_given_away_once(person):
    draft = make.draft(person)

    assert spend(draft.token, person) == queries.owner_of(draft.token)
    assert spend(draft.token, person) == ""


@pytest.mark.django_db(transaction=True)
def test_spending_needs_the_transaction_of_the_submit(person):
    with pytest.raises(RuntimeError):
        drafts.spend(token=uuid4(), purpose="incident", by=person)


def test_discarding_takes_the_files_along_and_is_told_once(person):
    draft = make.draft(person)
    make.attached(draft.token, person)

    for _turn in range(2):
        drafts.discard(draft=draft, by=person)

    assert not StoredFile.objects.exists()
    assert AuditEvent.objects.filter(action="draft.discard").count() == 1
    with pytest.raises(DraftSpent):
        make.draft(person, draft.token)


def test_a_file_alone_makes_a_draft_and_the_same_file_twice_is_one(person):
    token = uuid4()

    first, second = (make.attached(token, person) for _turn in range(2))

    assert first == second
    assert StoredFile.objects.count() == 1
    assert queries.open_draft(person, "incident").token == token


def test_a_draft_holds_no_more_files_than_the_limit(person, settings):
    settings.FILES_MAX_COUNT = 1
    token = uuid4()
    make.attached(token, person)

    with pytest.raises(FileRefused, match="at most 1 files"):
        make.attached(token, person, name="another.png")

    assert StoredFile.objects.count() == 1


def test_beyond_thirty_the_oldest_draft_makes_room_for_a_new_one(person):
    opened = [make.draft(person).token for _index in range(MAX_OPEN + 1)]

    left = set(Draft.objects.open().values_list("token", flat=True))
    assert left == set(opened[1:])


def test_a_draft_that_nobody_touched_is_removed_with_its_files(person, settings):
    settings.DRAFT_DAYS = 30
    with clock.standing_at(clock.now() - timedelta(days=31)):
        old = make.draft(person)
        make.attached(old.token, person)
    young = make.draft(person)

    assert drafts.remove_old(now=clock.now()) == 1
    assert list(Draft.objects.all()) == [young]
    assert not StoredFile.objects.exists()
    assert AuditEvent.objects.filter(action="draft.expire").count() == 1


def test_a_file_that_never_reached_its_draft_is_removed(person):
    with clock.standing_at(clock.now() - timedelta(days=2)):
        make.attached(uuid4(), person)
    StoredFile.objects.update(owner=f"{drafts.ARRIVING}{uuid4()}")

    assert drafts.remove_old(now=clock.now()) == 1
    assert not StoredFile.objects.exists()


def test_an_empty_draft_is_not_offered_and_hides_no_full_one(person):
    full = make.draft(person)
    empty = make.draft(person)
    Draft.objects.filter(pk=empty.pk).update(values={})

    assert queries.open_draft(person, full.purpose) == full


def test_a_draft_of_a_file_alone_is_offered(person):
    token = uuid4()
    make.attached(token, person)

    assert queries.open_draft(person, "incident").token == token
