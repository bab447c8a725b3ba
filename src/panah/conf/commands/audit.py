"""Check the journal against its seals: finds an event changed, deleted or reordered."""

import argparse
import json

from panah.conf.commands._django import add_data_option, start_django

HELP = "verify or seal the journal"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`audit verify [--json]`, `audit seal`."""
    add_data_option(parser)
    parser.add_argument("what", choices=["verify", "seal"])
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Verify (exit 1 when something does not hold) or seal what is not sealed yet."""
    start_django(options)
    return seal() if options.what == "seal" else verify(as_json=options.json)


def seal() -> int:
    """Seal everything not sealed yet."""
    from panah.audit import keys, operations
    from panah.foundation.clock import utc_now

    keys.make_seal_key()
    while operations.seal(now=utc_now(), key=keys.seal_key()):
        pass
    return 0


def verify(*, as_json: bool) -> int:
    """Verify seals, streams, payloads, decisions, ends of status, and that cases and registers count without a gap."""
    from panah.audit import keys, queries
    from panah.casework.queries import miscounted_cases, unfree_ends
    from panah.correspondence.queries import registers_with_gaps
    from panah.decisions.queries import broken_decisions
    from panah.foundation.clock import utc_now
    from panah.registry.queries import statuses_closed_by_hand

    found = queries.verify(now=utc_now(), public=keys.seal_key().public_key())
    found.problems += [f"case {number} does not count its events" for number in miscounted_cases()]
    found.problems += [f"register {register} has a gap" for register in registers_with_gaps()]
    found.problems += broken_decisions()
    found.problems += unfree_ends()
    found.problems += [
        f"person {person}: a status closed, and nothing says why" for person in statuses_closed_by_hand()
    ]
    if as_json:
        answer = {
            "events": found.events,
            "seals": found.seals,
            "unsealed": found.unsealed,
            "problems": found.problems,
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(
            "\n".join(
                [*found.problems, f"{found.events} events, {found.seals} seals, {found.unsealed} not sealed"]
            )
        )
    return 0 if found.holds else 1
