"""`tramso lot hand-in`, `sample`, `judge`, `decide`: the check of a lot by ISO 2859-1."""

import argparse
from typing import Any

from offline_store.errors import NotFound
from offline_store.lot_checks import LotError, LotSample, Verdict
from offline_store.lots import Lot, LotDossier, LotState
from station.bootstrap import Desk
from station.check_lots import ERRORS, latest, outcome
from station.cli.lot_names import find_in_lot, find_lot
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.sample_draw import drawn
from station.written import iso


def add_words(words: Any, common: argparse.ArgumentParser) -> None:
    """Declare the words."""
    handing = words.add_parser(
        "hand-in", parents=[common], help="hand a lot in for its check; draws the sample"
    )
    handing.set_defaults(run=_hand_in)
    sample = words.add_parser("sample", parents=[common], help="what is looked at of a lot")
    sample.set_defaults(run=_sample)
    sample.add_argument("--round", type=int, metavar="N", help="default: the last")
    judging = words.add_parser(
        "judge", parents=[common], help="say of dossiers of the sample what is wrong with them"
    )
    judging.set_defaults(run=_judge)
    judging.add_argument(
        "--dossier", type=int, action="append", required=True, metavar="N", help="from 1"
    )
    judging.add_argument(
        "--error",
        dest="errors",
        action="append",
        default=[],
        metavar="WHAT[:COMPONENT[:NOTE]]",
        help=f"{', '.join(ERRORS)}; may be repeated; without one, the dossier is right",
    )
    deciding = words.add_parser(
        "decide", parents=[common], help="accept the lot, or send it back, as its plan has it"
    )
    deciding.set_defaults(run=_decide)
    deciding.add_argument("--reason", default="", metavar="TEXT", help="what the operator is told")
    for sub in (handing, sample, judging, deciding):
        add_json(sub)
        sub.add_argument("lot", metavar="LOT", help="code or id")
        sub.set_defaults(error=sub.error)


def _hand_in(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        return _say(args, desk, lot, desk.lots.hand_in(lot.id))


def _sample(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        with desk.store.snapshot() as records:
            samples = records.lot_checks.samples(lot.id)
        wanted = args.round or (samples[-1].round if samples else 1)
        sample = next((each for each in samples if each.round == wanted), None)
        if sample is None:
            raise NotFound(kind="sample of round", id=wanted)
        return _say(args, desk, lot, sample)


def _judge(args: argparse.Namespace) -> int:
    errors = []
    for text in args.errors:
        what, _, rest = text.partition(":")
        component, _, note = rest.partition(":")
        if component and not (component.isascii() and component.isdigit()):
            args.error("--error takes WHAT[:COMPONENT[:NOTE]]")
        errors.append(LotError(what, int(component or 0), note))
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        for number in args.dossier:
            dossier = find_in_lot(desk.store, lot, number)
            desk.check_lots.judge(dossier.dossier_id, errors)
        with desk.store.snapshot() as records:
            sample = records.lot_checks.sample(lot.id, lot.round)
        assert sample is not None
        return _say(args, desk, lot, sample)


def _decide(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lot = desk.check_lots.decide(find_lot(desk.store, args.lot).id, args.reason)
    body = {"lot": lot.code, "state": lot.state.value, "round": lot.round}
    emit(args, body, [f"{lot.code}  {lot.state.value}"])
    return DONE if lot.state is LotState.ACCEPTED else ANSWER_NO


def _say(args: argparse.Namespace, desk: Desk, lot: Lot, sample: LotSample) -> int:
    with desk.store.snapshot() as records:
        dossiers = {each.dossier_id: each for each in records.lots.dossiers(lot.id)}
        said = latest(records.lot_checks.verdicts(lot.id), sample.round)
    codes = [dossiers[each].code for each in sample.dossiers]
    # Dossiers are only added behind those that were there when it was drawn.
    there = [each.code for each in dossiers.values()][: sample.size]
    again = drawn(sample.seed, there, len(codes))
    suggests = outcome(sample, said)
    wrong = sum(not each.right for each in said.values())
    body = {
        "lot": lot.code,
        "round": sample.round,
        "size": sample.size,
        "severity": sample.severity,
        "level": lot.level,
        "aql": lot.aql,
        "letter": sample.letter,
        "sample": len(sample.dossiers),
        "accept": sample.accept,
        "refuse": sample.refuse,
        "seed": sample.seed,
        "drawn_at": iso(sample.drawn_at),
        "same_draw": list(again) == codes,
        "judged": len(said),
        "wrong": wrong,
        "outcome": None if suggests is None else suggests.value,
        "dossiers": [_item(dossiers[each], said.get(each)) for each in sample.dossiers],
    }
    lines = [
        f"{lot.code}  round {sample.round}: {len(sample.dossiers)} of {sample.size}, "
        f"{sample.severity}, letter {sample.letter}; accepted with {sample.accept} wrong, "
        f"sent back with {sample.refuse}; wrong so far: {wrong}",
        *(_line(dossiers[each], said.get(each)) for each in sample.dossiers),
    ]
    emit(args, body, lines)
    return DONE


def _item(dossier: LotDossier, verdict: Verdict | None) -> dict[str, object]:
    return {
        "number": dossier.number,
        "code": dossier.code,
        "right": None if verdict is None else verdict.right,
        "errors": []
        if verdict is None
        else [
            {"what": error.what, "component": error.component or None, "note": error.note}
            for error in verdict.errors
        ],
        "who": None if verdict is None else verdict.who,
        "at": None if verdict is None else iso(verdict.at),
    }


def _line(dossier: LotDossier, verdict: Verdict | None) -> str:
    if verdict is None:
        return f"{dossier.number:5}    {dossier.code}"
    errors = ", ".join(error.what for error in verdict.errors)
    return f"{dossier.number:5}  {'x' if verdict.right else '!'} {dossier.code}  {errors}".rstrip()
