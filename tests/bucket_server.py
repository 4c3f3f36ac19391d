"""A real S3 server on loopback, with a bucket of the test's own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import boto3

KEYS = {
    "AWS_ACCESS_KEY_ID": "practice",
    "AWS_SECRET_ACCESS_KEY": "practice",
    "AWS_DEFAULT_REGION": "us-east-1",
}
_PROGRAM = """
import sys
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print("http://%s:%s" % server.get_host_and_port(), flush=True)
sys.stdin.read()
"""


@contextmanager
def bucket_server() -> Iterator[str]:
    """A server while the block runs; yields its address."""
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **KEYS},
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def new_bucket(server: str) -> str:
    """Make an empty bucket and return its address. `KEYS` must be in the environment."""
    name = f"central-{uuid4().hex}"
    boto3.client("s3", endpoint_url=server).create_bucket(Bucket=name)
    return f"{server}/{name}"


def objects(address: str) -> dict[str, bytes]:
    """All that lies in a bucket, by key."""
    server, _, name = address.rpartition("/")
    client = boto3.client("s3", endpoint_url=server)
    listed = client.list_objects_v2(Bucket=name).get("Contents", [])
    return {
        each["Key"]: client.get_object(Bucket=name, Key=each["Key"])["Body"].read()
        for each in listed
    }
