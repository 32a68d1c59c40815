"""Files that only the holder of a key can read: encrypted with age to public keys, piece by piece."""

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Final, Protocol, cast

from graph.errors import InvalidRequest, Problem

#: What an encrypted file begins with.
_MARK: Final = b"age-encryption.org/v1\n"
_SECRET: Final = "AGE-SECRET-KEY-"  # noqa: S105  # how such keys begin


class _Readable(Protocol):
    @staticmethod
    def from_str(text: str, /) -> object: ...


class _Secret(Protocol):
    def to_public(self) -> object: ...


class _Keys(_Readable, Protocol):
    @staticmethod
    def generate() -> _Secret: ...


class _Kind(Protocol):
    Recipient: _Readable
    Identity: _Keys


class _Age(Protocol):
    """What is used of the library."""

    x25519: _Kind
    RecipientError: type[Exception]
    IdentityError: type[Exception]
    DecryptError: type[Exception]

    def encrypt_io(self, source: object, out: object, keys: Sequence[object], /) -> None: ...
    def decrypt_io(self, source: object, out: object, keys: Sequence[object], /) -> None: ...


class NotDecrypted(Exception):
    """A file that the given keys do not open, or that is not as it was written."""


def is_encrypted(file: Path) -> bool:
    """Whether a file is one that :func:`encrypting` wrote.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    with file.open("rb") as source:
        return source.read(len(_MARK)) == _MARK


def new_key() -> tuple[str, str]:
    """A new key: its public part, which encrypts, and its secret part, which decrypts.

    >>> public, secret = new_key()
    >>> public[:4], secret[:15]
    ('age1', 'AGE-SECRET-KEY-')
    """
    key = _age().x25519.Identity.generate()
    return str(key.to_public()), str(key)


def refuse_unknown_recipients(recipients: Sequence[str]) -> None:
    """Go on only with public keys.

    Raises
    ------
    InvalidRequest
        Naming each that is none; a secret key is not repeated.
    """
    if wrong := [one for one in recipients if _recipient(one) is None]:
        raise InvalidRequest([_no_recipient(one) for one in wrong])


@contextmanager
def encrypting(out: BinaryIO, recipients: Sequence[str]) -> Generator[BinaryIO]:
    """A stream to write to once; what is written arrives encrypted in ``out``, never in the clear.

    Parameters
    ----------
    out
        Where the encrypted bytes go.
    recipients
        Public keys (``age1…``); each of their holders can decrypt.

    Raises
    ------
    InvalidRequest
        When one is no public key.
    OSError
        When ``out`` cannot be written.
    """
    refuse_unknown_recipients(recipients)
    keys = [key for one in recipients if (key := _recipient(one)) is not None]
    target = _Out(out)
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source:
        worker = Thread(target=target.take, args=(source, keys))
        worker.start()
        try:
            with suppress(BrokenPipeError), os.fdopen(writing, "wb") as stream:
                yield stream
        finally:
            worker.join()
    if target.error is not None:
        raise target.error


def read_identities(file: Path) -> list[str]:
    """The secret keys in a file as ``age-keygen`` writes it: one a line, ``#`` begins a note.

    Raises
    ------
    InvalidRequest
        When there is none; what stands there is not repeated.
    OSError
        When it cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").split()
    except UnicodeDecodeError:
        lines = []
    keys = [line for line in lines if line.startswith(_SECRET) and _identity(line) is not None]
    if not keys:
        raise InvalidRequest(
            [
                Problem(
                    *("identity", None, None, None),
                    f"a file with a secret key ({_SECRET}1…)",
                    f"plik z kluczem tajnym ({_SECRET}1…)",
                )
            ]
        )
    return keys


def decrypt(file: Path, target: Path, identities: Sequence[str]) -> None:
    """Write what an encrypted file holds to a place that only the owner may read.

    Raises
    ------
    NotDecrypted
        When no key fits or the file is damaged; what was written until then is removed.
    OSError
        When a file cannot be read or written.
    """
    keys = [key for one in identities if (key := _identity(one)) is not None]
    age = _age()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with file.open("rb") as source, os.fdopen(handle, "wb") as out:
            taken = _Out(out)
            try:
                age.decrypt_io(source, taken, keys)
            except (age.DecryptError, OSError) as error:
                raise taken.error or NotDecrypted from error
            if taken.error is not None:
                raise taken.error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


class _Out:
    """A place to write to that remembers what went wrong: the library can lose an error of a write."""

    def __init__(self, out: BinaryIO) -> None:
        self.error: BaseException | None = None
        self._out = out

    def write(self, data: bytes) -> int:
        try:
            return self._out.write(data)
        except BaseException as error:
            self.error = self.error or error
            raise

    def flush(self) -> None:
        self._out.flush()

    def take(self, source: BinaryIO, keys: Sequence[object]) -> None:
        """Encrypt everything from a pipe; the pipe is closed, so that its writer does not wait."""
        try:
            _age().encrypt_io(source, self, keys)
        except BaseException as error:
            self.error = self.error or error
        finally:
            source.close()


def _age() -> _Age:
    # The library has no types of its own, and few commands need it.
    return cast("_Age", import_module("pyrage"))


def _recipient(text: str) -> object | None:
    age = _age()
    try:
        return age.x25519.Recipient.from_str(text.strip())
    except age.RecipientError:
        return None


def _identity(text: str) -> object | None:
    age = _age()
    try:
        return age.x25519.Identity.from_str(text)
    except age.IdentityError:
        return None


def _no_recipient(text: str) -> Problem:
    secret = text.strip().upper().startswith(_SECRET)
    return Problem(
        *("recipient", None, None, None if secret else text),
        "a public key (age1…)",
        "klucz publiczny (age1…)",
    )
