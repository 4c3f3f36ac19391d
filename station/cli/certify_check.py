"""`tramso certify --check`: could a copy be signed now, and if not, why not?"""

import argparse
from collections.abc import Iterator

from station.bootstrap import Desk
from station.cli.doctor import check_document, check_lines
from station.cli.find import find_dossier
from station.cli.output import ANSWER_NO, DONE, emit
from station.desk_check import Check, Status
from station.problems import PRODUCT_ERRORS, sentence


def check(args: argparse.Namespace, desk: Desk) -> int:
    """Look at papers, token, certificates, register, time and disk; return the exit status."""
    checks = [*_papers(args, desk), *desk.check_readiness()]
    ready = all(each.status is not Status.FAIL for each in checks)
    document = {"ready": ready, "checks": [check_document(each) for each in checks]}
    emit(args, document, [line for each in checks for line in check_lines(each)])
    return DONE if ready else ANSWER_NO


def _papers(args: argparse.Namespace, desk: Desk) -> Iterator[Check]:
    for name in args.dossiers:
        dossier = find_dossier(desk.store, name)
        for document in dossier.documents:
            if args.document not in (None, document.position):
                continue
            what = f"{dossier.code} {document.position}"
            try:
                desk.certify.require_complete(document.id)
            except PRODUCT_ERRORS as error:
                said, _, cure = sentence(error).partition(": ")
                yield Check("paper", Status.FAIL, f"{what}: {said} [{error.code}]", cure)
            else:
                yield Check("paper", Status.OK, what)
