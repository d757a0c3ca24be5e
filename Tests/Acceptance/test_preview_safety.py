"""What `assay preview` serves to whom: one folder, to this machine, whatever clients do."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from previewing import make_site, previewing, write_note

REQUESTS = int(os.environ.get("ASSAY_REQUESTS", "10000"))


@pytest.fixture(scope="module")
def preview(tool, tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    (folder / "secret.txt").write_text("TOP SECRET")
    root = make_site(folder / "site")
    (root / "secret.txt").write_text("TOP SECRET")
    with previewing(tool, root) as preview:
        output = root / "Output"
        (output / "direct.txt").symlink_to(root / "secret.txt")
        (output / "up").symlink_to("..")
        (output / "notes" / "etc").symlink_to("/etc")
        (output / ".hidden").write_text("TOP SECRET")
        yield preview


def raw(preview, request: bytes, seconds: float = 15) -> bytes:
    """Everything that is answered to some bytes."""
    with preview.connect() as client:
        client.settimeout(seconds)
        answer = b""
        # A server that has refused a request need not listen to its end.
        with contextlib.suppress(OSError):
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            while part := client.recv(65_536):
                answer += part
        return answer


def ask(preview, target: bytes, host: bytes = b"localhost") -> bytes:
    return raw(preview, b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")


TRAVERSALS = [
    b"/../secret.txt", b"/../../secret.txt", b"/notes/../../secret.txt", b"/%2e%2e/secret.txt",
    b"/..%2fsecret.txt", b"/%2e%2e%2fsecret.txt", b"/.%2e/secret.txt", b"/..%5csecret.txt",
    b"/..\\secret.txt", b"/%252e%252e/secret.txt", b"/%c0%ae%c0%ae/secret.txt", b"/notes/%00../../secret.txt",
    b"/direct.txt", b"/up/secret.txt", b"/up/Content/site.yaml", b"/notes/etc/passwd", b"/etc/passwd",
    b"//etc/passwd", b"/./../secret.txt", b"/.hidden", b"/%2ehidden", b"/.assay-manifest", b"/.assay/../secret.txt",
    b"/.assay/traces", b"/.assay/lock", b"/notes/n1/index.html%00.txt", b"file:///etc/passwd", b"../secret.txt",
]


@pytest.mark.parametrize("target", TRAVERSALS)
def test_nothing_outside_the_output_is_served(preview, target):
    answer = ask(preview, target)
    assert answer[9:12] in (b"400", b"404"), answer[:200]
    assert b"SECRET" not in answer and b"root:" not in answer and b"base_url" not in answer


@pytest.mark.parametrize(
    "host",
    [b"evil.example", b"evil.example:80", b"localhost.evil.example", b"192.168.1.1", b"0.0.0.0", b"127.0.0.1.nip.example", b""],
)
def test_a_name_that_was_made_to_lead_here_is_refused(preview, host):
    for target in (b"/", b"/.assay/preview.js", b"/.assay/events?page=%2F&version=1", b"/none"):
        answer = ask(preview, target, host)
        assert answer[9:12] == b"421", answer[:200]
        assert b"Small" not in answer


def test_a_request_without_a_host_is_refused(preview):
    assert raw(preview, b"GET / HTTP/1.1\r\n\r\n")[9:12] == b"400"
    assert raw(preview, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n")[9:12] == b"400"


def test_only_this_machine_reaches_it(preview):
    """It listens on the loopback address and no other one."""
    with open("/proc/net/tcp") as table:
        rows = [line.split() for line in table]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{preview.port:04X}")]
    assert listening == [f"0100007F:{preview.port:04X}"]
    with open("/proc/net/tcp6") as table:
        assert not any(f":{preview.port:04X} " in line and " 0A " in line for line in table)


def test_what_a_web_server_owes_its_clients(preview):
    status, headers, body = preview.get("/notes/n1/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert preview.get("/notes/n1/", If_None_Match=headers["ETag"])[0] == 304
    head = preview.get("/notes/n1/", "HEAD")
    assert head[0] == 200 and head[2] == b"" and int(head[1]["Content-Length"]) == len(body)
    status, headers, _ = preview.get("/notes/n1?x=1")
    assert (status, headers["Location"]) == (302, "/notes/n1/?x=1")
    status, _, body = preview.get("/none/")
    assert status == 404 and b"<h1>" in body and b"preview.js" in body
    assert preview.get("/", "POST")[0] == 405
    css = next(p for p in (preview.root / "Output" / "assets").rglob("*.css"))
    status, headers, body = preview.get("/" + css.relative_to(preview.root / "Output").as_posix())
    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert body == css.read_bytes()


def test_connections_are_kept_and_requests_may_follow_each_other_at_once(preview):
    one = b"GET /notes/n1/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = b"GET /notes/n2/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = raw(preview, one * 3 + last)
    assert answer.count(b"HTTP/1.1 200 OK") == 4
    assert answer.count(b"Revision 0 of 1.") == 3 and b"Revision 0 of 2." in answer


def test_a_body_is_not_taken_for_the_next_request(preview):
    inner = b"GET /notes/n2/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for head in (b"Content-Length: %d" % len(inner), b"Transfer-Encoding: chunked"):
        answer = raw(preview, b"GET / HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n\r\n" + inner)
        assert answer.count(b"HTTP/1.1") == 1


def test_a_head_without_end_is_refused(preview):
    answer = raw(preview, b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 10_000)
    assert answer[9:12] == b"431"
    answer = raw(preview, b"A" * 1_000_000)
    assert answer[9:12] == b"431"


def memory(preview) -> int:
    status = Path(f"/proc/{preview.process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) // 1024


def descriptors(preview) -> int:
    return len(os.listdir(f"/proc/{preview.process.pid}/fd"))


def test_it_stays_up_whatever_clients_do(preview):
    """Garbage, clients that go in the middle, many that say nothing: bounded in count and time."""
    good = b"GET /notes/n1/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    def client(number: int) -> bool:
        chance = random.Random(number)
        try:
            with preview.connect() as connection:
                connection.settimeout(20)
                match number % 6:
                    case 0:
                        connection.sendall(chance.randbytes(chance.randrange(1, 3000)) + b"\r\n\r\n")
                        connection.shutdown(socket.SHUT_WR)
                    case 1:  # goes in the middle of its request
                        connection.sendall(good[: chance.randrange(len(good))])
                        return True
                    case 2:  # goes before it reads, hard
                        linger = b"\1\0\0\0\0\0\0\0"
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                        connection.sendall(good)
                        return True
                    case 3:  # a good request with some bytes changed
                        bytes_ = bytearray(good)
                        for _ in range(chance.randrange(1, 4)):
                            bytes_[chance.randrange(len(bytes_) - 4)] = chance.randrange(256)
                        connection.sendall(bytes_)
                        connection.shutdown(socket.SHUT_WR)
                    case 4:
                        page = b"%2F" if chance.random() < 0.5 else b"%00"
                        connection.sendall(
                            b"GET /.assay/events?page=" + page + b"&version=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        )
                        connection.recv(1000)
                        return True
                    case 5:
                        connection.sendall(good)
                        answer = b""
                        while part := connection.recv(65_536):
                            answer += part
                        return answer[9:12] == b"200"
                while connection.recv(65_536):
                    pass
                return True
        except (ConnectionError, socket.timeout):
            return number % 6 != 5

    before = memory(preview)
    silent = [preview.connect() for _ in range(150)]
    for connection in silent[::2]:
        connection.sendall(b"GET / HT")
    stop = threading.Event()

    def drip():
        while not stop.wait(0.5):
            for connection in silent[::2]:
                try:
                    connection.sendall(b"T")
                except OSError:
                    pass

    dripper = threading.Thread(target=drip)
    dripper.start()
    try:
        begin = time.monotonic()
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(client, range(REQUESTS)))
        assert time.monotonic() - begin < 240
    finally:
        stop.set()
        dripper.join()
    assert all(answers), f"{answers.count(False)} good requests were not answered"
    assert preview.process.poll() is None
    # Who is slow is sent away, however many bytes arrive now and then.
    end = time.monotonic() + 30
    while descriptors(preview) > 40 and time.monotonic() < end:
        time.sleep(0.2)
    assert descriptors(preview) <= 40
    for connection in silent:
        connection.close()
    assert memory(preview) < before + 150
    write_note(preview.root, 1, "after the storm")
    preview.wait_for_text("/notes/n1/", "Revision after the storm of 1.")


def test_others_are_let_in_only_when_that_is_said(tool, tmp_path):
    root = make_site(tmp_path / "open")
    with previewing(tool, root, "--host", "0.0.0.0") as preview:
        assert preview.said("warning: --host 0.0.0.0 lets other machines read the site, drafts included")
        assert ask(preview, b"/notes/n1/", b"127.0.0.1")[9:12] == b"200"
        assert ask(preview, b"/notes/n1/", b"evil.example")[9:12] == b"421"
