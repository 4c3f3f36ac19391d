"""What the fault tests stand on: a practice token's signatures."""

from tests.signing_fixtures import desk as desk
