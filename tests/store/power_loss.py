"""Cut the power to a saving program, in simulation, and see what is left on the disk.

The program runs once under ``strace``, which records every write, truncation, flush and change of
name. The record is then played up to random moments. What was flushed by then is on the disk; of
the rest, each write may be there, missing, or torn at the disk's 512-byte sectors, in any order,
and of the changes of name only the first few. One plausible disk, not a proof of all of them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.store.killing import environment

SECTOR = 512
BUILT_ASIDE = ".new"
"""Ends the name of a file that is written once from its beginning to its end."""

SYSTEM_CALLS = (
    "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2"
)

_CALL = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_OPEN_FILE = re.compile(r"(\d+)<([^>]*)>")
_QUOTED = re.compile(r'"([^"]*)"')
_LAST_NUMBER = re.compile(r", (\d+)$")


@dataclass(frozen=True)
class Event:
    """One thing the program asked of the disk, or (``said``) a line it acknowledged."""

    what: str
    name: str
    data: bytes = b""
    number: int = 0
    new_name: str = ""


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _path(text: str) -> str:
    return _bytes(text).decode("utf-8", "replace") if text.startswith("\\x") else text


def record(command: Sequence[str], folder: Path, trace: Path) -> list[Event]:
    """Run a program to its end and return all that it asked of files in ``folder``."""
    strace = shutil.which("strace")
    if strace is None:
        raise RuntimeError("strace is not installed, and the power-loss test cannot run without it")
    watching = [strace, "-f", "-y", "-qq", "-xx", "-s", "1000000", "--signal=none"]
    watching += ["-e", f"trace={SYSTEM_CALLS}", "-o", str(trace)]
    subprocess.run(
        [*watching, *command], check=True, stdout=subprocess.PIPE, env=environment(), timeout=120
    )
    with trace.open(encoding="ascii") as lines:
        events = [event for line in lines for event in _events(line, str(folder))]
    # Every byte written stands in it in full, so it is too large to leave lying about.
    trace.unlink()
    return events


def _events(line: str, folder: str) -> Iterator[Event]:
    match = _CALL.match(line)
    if match is None:
        if "unfinished" in line and "stocktake" in line:
            raise RuntimeError(f"a call was cut in two in the record: {line[:80]}")
        return
    call, arguments, result = match.groups()
    if int(result) < 0:
        return
    file = _OPEN_FILE.match(arguments)
    name = _path(file[2]) if file else ""
    quoted = [_path(each) for each in _QUOTED.findall(arguments)]
    if call == "write" and file and file[1] == "1":
        yield from (Event("said", line) for line in quoted[-1].splitlines())
    elif call == "openat" and "O_CREAT" in arguments and quoted[0].startswith(folder):
        yield Event("create", quoted[0])
    elif call.startswith("unlink") and quoted[0].startswith(folder):
        yield Event("unlink", quoted[0])
    elif call.startswith("rename") and quoted[0].startswith(folder):
        yield Event("rename", quoted[0], new_name=quoted[1])
    elif name.startswith(folder) and file and not name.endswith(".lock"):
        yield from _file_event(call, name, arguments)


def _file_event(call: str, name: str, arguments: str) -> Iterator[Event]:
    number = _LAST_NUMBER.search(arguments)
    if call == "pwrite64" and number:
        quoted = _QUOTED.search(arguments)
        yield Event("write", name, _bytes(quoted[1]) if quoted else b"", int(number[1]))
    elif call == "ftruncate" and number:
        yield Event("truncate", name, number=int(number[1]))
    elif call in ("fsync", "fdatasync"):
        yield Event("flush", name)
    elif call == "write" and name.endswith(BUILT_ASIDE):
        quoted = _QUOTED.search(arguments)
        yield Event("append", name, _bytes(quoted[1]) if quoted else b"")
    elif call == "write":
        raise RuntimeError(f"{name} was written in a way the simulation does not know")


@dataclass
class Inode:
    """One file: what is surely on the disk, and what was asked for since."""

    flushed: bytearray = field(default_factory=bytearray)
    waiting: list[Event] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of a file that is only ever added to."""
        return len(self.flushed) + sum(len(event.data) for event in self.waiting)

    def flush(self) -> None:
        for event in self.waiting:
            _put(self.flushed, event)
        self.waiting.clear()

    def after_the_cut(self, random: Random, likely: float) -> bytes:
        """What might be there: each thing not flushed is there, missing or torn."""
        content = bytearray(self.flushed)
        for event in self.waiting:
            if random.random() < likely:
                _put(content, event)
            elif event.what == "write" and random.random() < 0.5:
                for sector in _sectors(event):
                    if random.random() < 0.5:
                        _put(content, sector)
        return bytes(content)


def _sectors(event: Event) -> Iterator[Event]:
    start = 0
    while start < len(event.data):
        end = start + SECTOR - (event.number + start) % SECTOR
        yield Event("write", event.name, event.data[start:end], event.number + start)
        start = end


def _put(content: bytearray, event: Event) -> None:
    if event.what == "truncate":
        del content[event.number :]
        content.extend(bytes(event.number - len(content)))
        return
    end = event.number + len(event.data)
    content.extend(bytes(max(0, end - len(content))))
    content[event.number : end] = event.data


@dataclass
class Disk:
    """The files of one folder, as a program sees them and as they surely are."""

    seen: dict[str, Inode]
    sure: dict[str, Inode]
    waiting: list[Event] = field(default_factory=list)
    made: dict[int, Inode] = field(default_factory=dict)

    @classmethod
    def holding(cls, folder: Path) -> Disk:
        """A disk with everything now in a folder safely on it."""
        files = {
            str(file): Inode(bytearray(file.read_bytes()))
            for file in folder.rglob("*")
            if file.is_file()
        }
        return cls(dict(files), dict(files))

    def play(self, event: Event) -> None:
        """Do one recorded thing."""
        if event.what == "flush" and event.name not in self.seen:
            for each in self.waiting:
                self._name(self.sure, each)
            self.waiting.clear()
        elif event.what == "flush":
            self.seen[event.name].flush()
        elif event.what in ("create", "unlink", "rename"):
            self._change_names(event)
        elif event.what == "append":
            inode = self.seen[event.name]
            inode.waiting.append(Event("write", event.name, event.data, inode.size))
        elif event.name in self.seen:
            self.seen[event.name].waiting.append(event)

    def _change_names(self, event: Event) -> None:
        if event.what == "create":
            if event.name in self.seen:
                return
            self.made[id(event)] = Inode()
        self.waiting.append(event)
        self._name(self.seen, event)

    def _name(self, names: dict[str, Inode], event: Event) -> None:
        if event.what == "create":
            names[event.name] = self.made[id(event)]
        elif event.name in names:
            inode = names.pop(event.name)
            if event.what == "rename":
                names[event.new_name] = inode

    def cut(self, random: Random) -> dict[str, bytes]:
        """Cut the power: what each file might hold."""
        names = dict(self.sure)
        for event in self.waiting[: random.randint(0, len(self.waiting))]:
            self._name(names, event)
        likely = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        return {name: inode.after_the_cut(random, likely) for name, inode in names.items()}


@dataclass(frozen=True)
class Image:
    """What a cut left: the files, and every line acknowledged before it."""

    files: dict[str, bytes]
    said: list[str]

    def write(self, old_folder: Path, folder: Path) -> None:
        """Write the files out below another folder."""
        for name, content in self.files.items():
            file = folder / Path(name).relative_to(old_folder)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def images(disk: Disk, events: Sequence[Event], count: int, random: Random) -> Iterator[Image]:
    """Cut the power at this many random moments, earliest first."""
    moments = sorted(random.randint(1, len(events)) for _ in range(count))
    said: list[str] = []
    done = 0
    for moment in moments:
        for event in events[done:moment]:
            if event.what == "said":
                said.append(event.name)
            else:
                disk.play(event)
        done = moment
        yield Image(disk.cut(random), list(said))
