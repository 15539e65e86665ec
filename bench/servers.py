"""Start the apps that are compared, each in its own process on a free port, and measure their memory."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parents[1]
PATIENCE = 90.0
APPS = ("dashboard", "empty", "naive")


@dataclass(frozen=True)
class Server:
    """A running app: its port, its process id, and the seconds from its start to its first answer."""

    port: int
    process: int
    healthy_after: float

    def memory(self) -> float:
        """Resident memory of it and of its child processes in MB, from /proc."""
        pages = sum(int(Path(f"/proc/{one}/statm").read_text("ascii").split()[1]) for one in self._processes())
        return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)

    def threads(self) -> int:
        """Number of threads of it and of its child processes."""
        return sum(len(list(Path(f"/proc/{one}/task").iterdir())) for one in self._processes())

    def _processes(self) -> list[str]:
        """Ids of it and of its child processes."""
        started = Path(f"/proc/{self.process}/task/{self.process}/children").read_text("ascii").split()
        return [str(self.process), *started]


def _command(app: str, port: int) -> list[str]:
    if app == "dashboard":
        return [sys.executable, "-m", "mri_ui.web.serve", "--server.port", str(port)]
    script = str(ROOT / "bench" / f"{app}.py")
    return [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.headless", "true"]


@contextmanager
def running(app: str, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[Server]:
    """Run an app until the end of the context: the dashboard with its own server, the others with `streamlit run`.

    `settings` are added to its environment.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    health = f"http://127.0.0.1:{port}/{'healthz' if app == 'dashboard' else '_stcore/health'}"
    started = time.perf_counter()
    with subprocess.Popen(
        _command(app, port),
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _await(health, process)
            yield Server(port, process.pid, round(time.perf_counter() - started, 2))
        finally:
            process.terminate()


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the server ended before it answered") from None
            time.sleep(0.05)
    raise RuntimeError(f"the server did not answer within {PATIENCE:.0f} s")
