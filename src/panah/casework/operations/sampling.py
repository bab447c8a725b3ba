"""Drawing a sample of what an officer chose for one motion: chance draws it, and no officer has a say (S24)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import SystemRandom
from uuid import uuid4

from django.db import transaction

from panah.audit.operations import Act, StoredPayload, record, store_payload
from panah.casework.engine import authority, selection, sql
from panah.casework.engine.authority import Actor, Going
from panah.casework.engine.run import Run
from panah.casework.models import BatchItem, Item, Sample, SampledItem
from panah.casework.operations.batching import begin, finish
from panah.casework.queries.samples import drawn_files
from panah.casework.rules import Selected, sample_size
from panah.catalogue.queries import definition_of
from panah.foundation.errors import NotAllowed
from panah.organisation.models import Account

FOR_A_SAMPLE = "sample"
_chance = SystemRandom()


def draw_sample(*, chosen: Sequence[Selected], step: str, actor: Actor, now: datetime) -> tuple[int, ...]:
    """Draw at random, of what was chosen and is the actor's to move, what is to be judged one by one first.

    What was chosen before stays in the sample it was drawn for, so that nobody draws until they like it; another file
    is drawn only for one that went through other hands, or was decided without being opened. What was drawn stands in
    the journal with all it was drawn from. Returns the samples that cover the chosen items, none where none is the
    actor's to move; raises NotAllowed("one-by-one") for a step where nothing moves together.
    """
    if actor.account_id is None:
        return ()
    with transaction.atomic():
        account = Account.objects.select_for_update(no_key=True).get(pk=actor.account_id)
        places = _movable(chosen, step, actor, now)
        fresh = [item for item, sample in places.items() if sample is None]
        standing = sorted({sample for sample in places.values() if sample is not None})
        for sample in standing:
            _draw_again(Sample.objects.get(pk=sample), actor, now)
        made = [_draw(account, step, fresh, now)] if fresh else []
    return (*standing, *made)


def _movable(chosen: Sequence[Selected], step: str, actor: Actor, now: datetime) -> Mapping[int, int | None]:
    """The chosen items that this actor may move now, each with the sample it stands in; asked as an act asks it."""
    batch = begin(actor.sender, f"{FOR_A_SAMPLE}:{uuid4().hex}", "", now)
    run = Run(batch=batch or 0, actor_id=actor.account_id, now=now)
    selection.freeze(run, list({one.item: one for one in chosen}.values()))
    for version_id in selection.versions(run):
        definition = definition_of(version_id)
        place = definition.steps.get(step)
        if place is None or place.kind != "by" or place.bulk == "no":
            raise NotAllowed("one-by-one", step=step)
        going = Going(definition=definition, version_id=version_id, step=place, word="", place=FOR_A_SAMPLE)
        authority.admit(run, actor, going)
    found = sql.rows(
        """
        SELECT b.item_id, p.sample_id FROM casework_batchitem b
        LEFT JOIN casework_sampleditem p ON p.item_id = b.item_id AND p.account_id = %s
        WHERE b.batch_id = %s AND b.position <> '' ORDER BY b.item_id
        """,
        [actor.account_id, run.batch],
    )
    BatchItem.objects.filter(batch_id=run.batch).delete()
    finish(run.batch, "{}")
    return {int(str(item)): None if sample is None else int(str(sample)) for item, sample in found}


def _draw(account: Account, step: str, items: Sequence[int], now: datetime) -> int:
    size = sample_size(len(items))
    sample = Sample.objects.create(account=account, step=step, size=size, drawn_at=now)
    sql.run(
        f"""
        INSERT INTO casework_sampleditem (sample_id, account_id, item_id)
        SELECT %s, %s, t.item FROM {sql.table(item="int")} t
        """,  # noqa: S608  # our own text
        [sample.pk, account.pk, sql.parameter((one,) for one in items)],
    )
    _pick(sample, items, size, now)
    return sample.pk


def _draw_again(sample: Sample, actor: Actor, now: datetime) -> None:
    """Draw others for those that count no more, of everything that is left and not only of what is chosen now."""
    missing = sample.size - sum(one.is_kept for one in drawn_files(sample.pk, actor=actor))
    if missing <= 0:
        return
    rest = SampledItem.objects.filter(sample=sample, drawn_at=None, item__state="open").order_by("pk")
    pairs = rest.values_list("item", "item__ver")
    left = list(_movable([Selected(*pair) for pair in pairs], sample.step, actor, now))
    if left:
        _pick(sample, left, min(missing, len(left)), now)


def _pick(sample: Sample, items: Sequence[int], count: int, now: datetime) -> None:
    """Draw so many of these items, and write down what was drawn of what."""
    drawn = sorted(_chance.sample(list(items), count))
    SampledItem.objects.filter(sample=sample, item__in=drawn).update(drawn_at=now)
    numbers = dict(Item.objects.filter(pk__in=drawn).values_list("pk", "case__number"))
    everything = store_payload(body={"chosen": [*items], "drawn": [*drawn]})
    told = [_event(sample, "chosen", about=f"{count} of {len(items)}", payload=everything)]
    told += [_event(sample, "drawn", about=f"item {one}", case_number=numbers[one]) for one in drawn]
    record(acts=told, at=now)


def _event(
    sample: Sample, kind: str, *, about: str, case_number: str = "", payload: StoredPayload | None = None
) -> Act:
    return Act(
        stream=f"sample:{sample.pk}",
        kind=kind,
        actor_id=sample.account_id,
        step=sample.step,
        about=about,
        case_number=case_number,
        payload=payload,
    )
