"""The encoding of a signature: the same bytes as asn1crypto's own, whatever its length."""

import pytest

from signing.asn1 import cms
from signing.sign import encoded


@pytest.mark.parametrize("start", range(0, 1024, 64))
def test_every_length_is_encoded_as_it_must_be(start: int) -> None:
    """Lengths that end in the byte 0x80 among them, which look like indefinite ones."""
    for size in range(start, start + 64):
        content = cms.ContentInfo(
            {
                "content_type": "signed_data",
                "content": {
                    "version": "v1",
                    "digest_algorithms": [{"algorithm": "sha256"}],
                    "encap_content_info": {"content_type": "data", "content": bytes(size)},
                    "signer_infos": [],
                },
            }
        )
        der = encoded(content)
        assert der == content.dump()
        assert cms.ContentInfo.load(der, strict=True).native == content.native
