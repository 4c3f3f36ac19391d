"""The worked examples of ICAO 9303-11: appendix D (BAC, secured line) and appendix G.1 (PACE)."""

from dataclasses import dataclass, field

from station.chip.access_keys import LinesKey
from station.chip.basic_access import open_basic
from station.chip.card_access import PaceWay
from station.chip.commands import DONE, Answer, Command
from station.chip.curves import CURVES
from station.chip.elliptic import Curve
from station.chip.pace import open_pace
from station.chip.suites import AES_128, TRIPLE_DES, Purpose
from station.chip.tlv import tlv

# Appendix D: a document number of eight places, so that its ninth is a filler.
BAC_KEY = LinesKey("L898902C", "690806", "940623")
PACE_KEY = LinesKey("T22000129", "640812", "101031")


def hexed(*parts: str) -> bytes:
    """Bytes of what the standard prints."""
    return bytes.fromhex("".join(parts))


@dataclass
class Scripted:
    """Answers in turn, and remembers what was asked."""

    answers: list[bytes]
    asked: list[bytes] = field(default_factory=list)

    def exchange(self, command: Command) -> Answer:
        """The next answer."""
        self.asked.append(command.encoded())
        return Answer(self.answers.pop(0), DONE)


def test_keys_of_basic_access() -> None:
    """D.2: from the lines to the two keys, with the parity that DES wants."""
    seed = BAC_KEY.secret
    assert seed.hex().upper() == "239AB9CB282DAF66231DC5A4DF6BFBAEDF477565"
    encrypting = TRIPLE_DES.key(seed[:16], Purpose.ENCRYPT)
    checking = TRIPLE_DES.key(seed[:16], Purpose.CHECK)
    assert encrypting == hexed("AB94FDECF2674FDF", "B9B391F85D7F76F2")
    assert checking == hexed("7962D9ECE03D1ACD", "4C76089DCE131543")


def test_basic_access_and_the_secured_line() -> None:
    """D.3 and D.4: authentication, then three commands and their answers, byte for byte."""
    said_at_random = [hexed("781723860C06C226"), hexed("0B795240CB7049B01C19B33E32804F0B")]
    chip = Scripted(
        [
            hexed("4608F91988702212"),
            hexed(
                "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F",
                "2F2D235D074D7449",
            ),
            hexed("990290008E08FA855A5D4C50A8ED"),
            hexed("8709019FF0EC34F9922651990290008E08AD55CC17140B2DED"),
            hexed(
                "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A",
                "990290008E08C8B2787EAEA07D74",
            ),
        ]
    )

    line = open_basic(chip, BAC_KEY, random=lambda count: said_at_random.pop(0))
    line.exchange(Command(0x00, 0xA4, 0x02, 0x0C, hexed("011E")))
    first = line.exchange(Command(0x00, 0xB0, 0, 0, expected=4))
    rest = line.exchange(Command(0x00, 0xB0, 0, 4, expected=0x12))

    assert chip.asked[1] == hexed(
        "0082000028",
        "72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2",
        "5F1448EEA8AD90A728",
    )
    assert chip.asked[2] == hexed("0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800")
    assert chip.asked[3] == hexed("0CB000000D9701048E08ED6705417E96BA5500")
    assert chip.asked[4] == hexed("0CB000040D9701128E082EA28A70F3C7B53500")
    assert first.data == hexed("60145F01")
    assert rest.data == hexed("04303130365F36063034303030305C026175")


def test_pace_with_generic_mapping() -> None:
    """G.1: brainpoolP256r1, AES of 128 bits, by the lines: points, tokens and session keys."""
    way = PaceWay(hexed("04007F00070202040202"), AES_128, CURVES[13], 13)
    scalars = [
        int("7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99", 16),
        int("A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595", 16),
    ]
    theirs = (
        "04",
        "824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57",
        "30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54",
    )
    theirs_again = (
        "04",
        "9E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB",
        "7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094",
    )
    chip = Scripted(
        [
            b"",
            tlv(0x7C, tlv(0x80, hexed("95A3A016522EE98D01E76CB6B98B42C3"))),
            tlv(0x7C, tlv(0x82, hexed(*theirs))),
            tlv(0x7C, tlv(0x84, hexed(*theirs_again))),
            tlv(0x7C, tlv(0x86, hexed("3ABB9674BCE93C08"))),
        ]
    )

    def scalar(curve: Curve) -> int:
        return scalars.pop(0)

    open_pace(chip, way, PACE_KEY, scalar=scalar)

    assert PACE_KEY.secret == hexed("7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD")
    assert AES_128.key(PACE_KEY.secret, Purpose.PASSWORD) == hexed(
        "89DED1B26624EC1E634C1989302849DD"
    )
    assert chip.asked[0] == hexed("0022C1A40F", "800A04007F00070202040202", "830101")
    assert chip.asked[2][9:-1] == hexed(
        "04",
        "7ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E",
        "544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D",
    )
    assert chip.asked[3][9:-1] == hexed(
        "04",
        "2DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C",
        "3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462",
    )
    assert chip.asked[4] == hexed("008600000C", "7C0A8508", "C2B0BD78D94BA866", "00")
    shared = hexed("28768D20701247DAE81804C9E780EDE582A9996DB4A315020B2733197DB84925")
    assert AES_128.key(shared, Purpose.ENCRYPT) == hexed("F5F0E35C0D7161EE6724EE513A0D9A7F")
    assert AES_128.key(shared, Purpose.CHECK) == hexed("FE251C7858B356B24514B3BD5F4297D1")
