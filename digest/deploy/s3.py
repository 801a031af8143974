"""Deploy to a bucket of S3 or of a service that speaks its protocol (boto3, an optional extra)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from digest.base.errors import UsageError
from digest.base.files import read_bytes
from digest.deploy.host import Goal, Undelivered
from digest.model.media import cache_control, content_type

HANDS = 8
MOST = 1000  # keys that one request may delete
_PLACE = re.compile(r"s3://([^/]+)(?:/(.*))?")
_LEADS = re.compile(rb'<meta http-equiv="refresh" content="0; url=((?:/|https?://)[^"]*)"')
FOR_GOOD = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket", "ExpiredToken"}  # fmt: skip


class Bucket:
    """A bucket, or what lies below a prefix in it."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        """``client`` is boto3's."""
        self._client, self._bucket = client, bucket
        self._prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""
        self.name = f"s3://{bucket}/{self._prefix}"

    def read(self, file: str) -> bytes | None:
        """An object's bytes."""
        try:
            answer = self._ask("get_object", Key=self._prefix + file)
        except Undelivered as error:
            if error.__cause__ is not None and _code_of(error.__cause__) in {"NoSuchKey", "404"}:
                return None
            raise
        return bytes(answer["Body"].read())

    def put(self, folder: Path, files: Sequence[str]) -> None:
        """Put objects with their media types and caching; S3 shows each whole or not at all."""
        with ThreadPoolExecutor(HANDS) as hands:
            for done in [hands.submit(self._put_one, folder, file) for file in files]:
                done.result()

    def _put_one(self, folder: Path, file: str) -> None:
        data = read_bytes(folder / file)
        more = {}
        if file.endswith(".html") and (found := _LEADS.search(data[:2000])):
            more["WebsiteRedirectLocation"] = quote(
                unescape(found[1].decode()), safe="/:%#?&=~+,!()@.-_"
            )
        self._ask(
            "put_object", Key=self._prefix + file, Body=data, ContentType=content_type(file),
            CacheControl=cache_control(file), **more,
        )  # fmt: skip

    def remove(self, files: Sequence[str]) -> None:
        """Delete objects by the thousand."""
        for at in range(0, len(files), MOST):
            keys = [{"Key": self._prefix + file} for file in files[at : at + MOST]]
            answer = self._ask("delete_objects", Delete={"Objects": keys, "Quiet": True})
            if answer.get("Errors"):
                first = answer["Errors"][0]
                raise Undelivered(f"s3: {first.get('Key')}: {first.get('Message')}", again=True)

    def finish(self, folder: Path, files: Sequence[str]) -> None:
        """Nothing is left to do."""

    def _ask(self, action: str, **arguments: Any) -> Any:
        """One request; boto3 tries again by itself what may pass."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - an extra

        call: Callable[..., Any] = getattr(self._client, action)
        try:
            return call(Bucket=self._bucket, **arguments)
        except (BotoCoreError, ClientError) as error:
            code = _code_of(error)
            hint = (
                "boto3 looks for credentials in AWS_* variables, ~/.aws and the machine's role"
                if "Credential" in type(error).__name__ or code in FOR_GOOD
                else ""
            )
            again = not hint and code != "NoSuchKey"
            raise Undelivered(f"s3: {error}", hint=hint, again=again) from error


@contextmanager
def open_host(goal: Goal) -> Iterator[Bucket]:
    """The bucket that ``to`` names; credentials and region from boto3's usual places."""
    found = _PLACE.fullmatch(goal.to)
    if found is None:
        raise UsageError(
            f"deploy.to: {goal.to!r} is no bucket", hint='write to = "s3://bucket/prefix"'
        )
    try:
        from boto3.session import Session  # noqa: PLC0415 - an extra
        from botocore.config import Config  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415
    except ImportError:
        raise UsageError(
            "deploying to S3 needs boto3", hint="install it with: pip install boto3"
        ) from None
    settings = Config(retries={"max_attempts": 5, "mode": "standard"}, max_pool_connections=HANDS)
    try:
        client = Session().client("s3", endpoint_url=goal.endpoint or None, config=settings)
    except (BotoCoreError, ValueError) as error:
        raise UsageError(f"s3: {error}") from None
    yield Bucket(client, found[1], found[2] or "")


def _code_of(error: BaseException) -> str:
    answer = getattr(error, "response", None) or {}
    return str(answer.get("Error", {}).get("Code", ""))
