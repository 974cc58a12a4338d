"""Measures ours and its peers in turn and prints ratios of one run.

usage: Benchmarks/run [--seconds 8] [--only append,http,restart,feeds] [--records 10000000] [--open 1000,100000]

Every server is started here in a fresh folder, listens on 127.0.0.1, and is stopped by its own id.
Flushes are counted on the disk that holds the folder: a store that did not flush is not a peer.
"""
import argparse, contextlib, json, os, pathlib, re, shutil, signal, socket, subprocess, sys
import tempfile, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
OURS = os.environ["GRIDDISPATCH"]
BIN = pathlib.Path(sys.executable).parent
MESSAGE = json.dumps({
    "category": "dispute/elder-support", "grid": "330824115201001", "source": "worker",
    "occurredAt": "2026-11-21T14:03:22+08:00", "position": {"latitude": 29.1, "longitude": 118.4},
    "text": "x"})
MESSAGE = MESSAGE.replace('"x"', '"' + "x" * (601 - len(MESSAGE)) + '"')


class Missing(Exception):
    """A peer that is not installed here."""


def flushes(folder):
    device = os.stat(folder).st_dev
    path = f"/sys/dev/block/{os.major(device)}:{os.minor(device)}/stat"
    try:
        return int(open(path).read().split()[15])
    except (OSError, IndexError):
        return None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def server(command, port, folder, **options):
    """Runs a server until the block ends."""
    if shutil.which(command[0]) is None:
        raise Missing(command[0])
    errors = open(folder / "server.log", "w")
    process = subprocess.Popen(command, stdout=errors, stderr=errors, **options)
    try:
        for _ in range(300):
            if process.poll() is not None:
                raise Missing(f"{command[0]} ended: {(folder / 'server.log').read_text()[-300:]}")
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.contextmanager
def fresh_folder():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=os.environ.get("BENCH_FOLDER")))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wrk(url, seconds, folder, body=None, connections=64):
    """Requests a second, p50 and p99 in milliseconds, and how many answers were not 2xx."""
    script = folder / "load.lua"
    script.write_text((f'wrk.method="POST"\nwrk.headers["Content-Type"]="application/json"\n'
                       f'wrk.body=[[{body}]]\n' if body else "") + '''
done=function(s,l,r) io.write(string.format("%d %.3f %.3f\\n", s.errors.status, l:percentile(50)/1000, l:percentile(99)/1000)) end
''')
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{int(seconds)}s", "-s", str(script), url],
        capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
    failed, p50, p99 = out.strip().splitlines()[-1].split()
    total = int(re.search(r"(\d+) requests in", out)[1])
    rate = float(re.search(r"Requests/sec:\s+([0-9.]+)", out)[1])
    return {"rate": rate * (1 - int(failed) / max(1, total)), "p50": float(p50),
            "p99": float(p99), "failed": int(failed)}


# ------------------------------------------------------------------ durable appends

def ours_append(seconds, producers, *flags):
    with fresh_folder() as folder:
        out = subprocess.run(
            [OURS, "bench", "append", "--folder", str(folder), "--seconds",
             str(seconds), "--producers", str(producers), "--json", *flags],
            capture_output=True, text=True, timeout=seconds + 120)
        if out.returncode:
            raise Missing(out.stderr[-300:])
        return json.loads(out.stdout)["appendsPerSecond"]


def restart(records, opened):
    """How long a server takes to serve again, after a log of so many records."""
    with fresh_folder() as folder:
        out = subprocess.run(
            [OURS, "bench", "restart", "--folder", str(folder), "--records", str(records),
             "--open", str(opened), "--json"], capture_output=True, text=True)
        if out.returncode:
            raise Missing(out.stderr[-300:])
        print("\n== restart", out.stdout.strip(), sep="\n")


def redis(seconds):
    with fresh_folder() as folder:
        port = free_port()
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir",
                   str(folder), "--save", "", "--appendonly", "yes", "--appendfsync", "always",
                   "--auto-aof-rewrite-percentage", "0"]
        with server(command, port, folder):
            def rate(count):
                out = subprocess.run(
                    ["redis-benchmark", "-p", str(port), "-c", "64", "-n", str(count), "--csv",
                     "XADD", "s", "*", "d", MESSAGE], capture_output=True, text=True).stdout
                return float(out.strip().splitlines()[-1].split('","')[1].strip('"'))
            return rate(int(rate(6_400) * seconds))


def postgres_binary(name):
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found:
        raise Missing(name)
    return str(found[-1])


@contextlib.contextmanager
def postgres(folder, port):
    as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    if os.geteuid() != 0:
        as_postgres = []
    data = folder / "pg"
    subprocess.run(
        as_postgres + [postgres_binary("initdb"), "-D", str(data), "-A", "trust", "-U", "postgres"],
        check=True, capture_output=True, cwd="/")
    command = as_postgres + [
        postgres_binary("postgres"), "-D", str(data), "-k", str(folder), "-h", "127.0.0.1",
        "-p", str(port), "-c", "max_connections=120", "-c", "max_wal_size=4GB",
        "-c", "shared_buffers=512MB"]
    with server(command, port, folder, cwd="/"):
        time.sleep(1)
        subprocess.run(
            ["psql", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-c",
             "create table ev(id bigserial primary key, at timestamptz not null default now(), "
             "body jsonb not null)"], check=True)
        yield


def postgres_insert(seconds):
    with fresh_folder() as folder:
        port = free_port()
        with postgres(folder, port):
            script = folder / "insert.sql"
            script.write_text(f"INSERT INTO ev(body) VALUES ('{MESSAGE}'::jsonb);\n")
            out = subprocess.run(
                [postgres_binary("pgbench"), "-n", "-h", "127.0.0.1", "-p", str(port), "-U",
                 "postgres", "-M", "prepared", "-c", "64", "-j", "2", "-T", str(int(seconds)),
                 "-f", str(script), "postgres"], capture_output=True, text=True).stdout
            return float(re.search(r"tps = ([0-9.]+)", out)[1])


def append(seconds):
    rows = [
        ("ours, 512 producers", lambda: ours_append(seconds, 512)),
        ("ours, 512, no chain", lambda: ours_append(seconds, 512, "--no-chain")),
        ("ours, 512, no sealing", lambda: ours_append(seconds, 512, "--no-sealing")),
        ("ours, 512, read models on", lambda: ours_append(seconds, 512, "--read-models")),
        ("ours, 64 producers", lambda: ours_append(seconds, 64)),
        ("ours, 1 producer", lambda: ours_append(seconds, 1)),
        ("Redis Streams, fsync always, 64", lambda: redis(seconds)),
        ("PostgreSQL insert, 64", lambda: postgres_insert(seconds)),
    ]
    results = measure_rows("durable appends of a 600-byte event a second", rows)
    # What each part of ours costs is told beside 512 producers; peers were given 64.
    for name in ["ours, 512, no chain", "ours, 512, no sealing", "ours, 512, read models on"]:
        ratio(results, "ours, 512 producers", name)
    for name in ["Redis Streams, fsync always, 64", "PostgreSQL insert, 64"]:
        ratio(results, "ours, 64 producers", name)


def ratio(results, ours, other):
    if ours in results and other in results:
        print(f"  ratio {ours} : {other} = {results[ours] / results[other]:.2f}")


def measure_rows(title, rows):
    print(f"\n{title}")
    results = {}
    for name, measure in rows:
        with tempfile.TemporaryDirectory() as folder:
            before, start = flushes(folder), time.time()
            try:
                results[name] = measure()
            except Missing as missing:
                print(f"  {name:36} left out: {missing}")
                continue
            flushed = "?" if before is None else flushes(folder) - before
            print(f"  {name:36} {results[name]:>10,.0f}/s   {flushed:>7} flushes in "
                  f"{time.time() - start:.0f} s", flush=True)
    return results


# ------------------------------------------------------------------ reports over HTTP

def patient_county(folder):
    """Kaihua, but nobody is timed out: the load has no people who answer."""
    county = folder / "county"
    shutil.copytree(ROOT / "Rules/kaihua", county)
    standards = county / "standards.yaml"
    standards.write_text(re.sub(r"acknowledge: *\S+?([,}\n])", r"acknowledge: 30d\1",
                                standards.read_text()))
    return county


@contextlib.contextmanager
def our_server(folder):
    port = free_port()
    command = [OURS, "serve", "--county", str(patient_county(folder)), "--database",
               str(folder / "log.db"), "--port", str(port), "--log-level", "error"]
    with server(command, port, folder):
        for _ in range(600):
            with contextlib.suppress(OSError):
                if urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz").status == 200:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"


def http(seconds, open_counts):
    print("\nPOST /api/v1/reports, 64 connections")
    with fresh_folder() as folder:
        with our_server(folder) as base:
            empty = wrk(f"{base}/healthz", seconds, folder)
            show("ours, empty GET /healthz", empty)
            for count in open_counts:
                while open_incidents(base) < count:
                    wrk(f"{base}/api/v1/reports", 4, folder, MESSAGE)
                result = wrk(f"{base}/api/v1/reports", seconds, folder, MESSAGE)
                show(f"ours, POST, from {count:,} open", result)
                print(f"  ratio POST : empty GET = {result['rate'] / empty['rate']:.2f}")
    with fresh_folder() as folder:
        try:
            result = fastapi(seconds, folder)
            show("FastAPI + PostgreSQL, insert only", result)
        except Missing as missing:
            print(f"  FastAPI + PostgreSQL left out: {missing}")


def open_incidents(base):
    with urllib.request.urlopen(f"{base}/readyz") as answer:
        return json.load(answer)["openIncidents"]


def show(name, result):
    print(f"  {name:36} {result['rate']:>10,.0f}/s   p50 {result['p50']:.2f} ms  "
          f"p99 {result['p99']:.2f} ms  failed {result['failed']}", flush=True)


def fastapi(seconds, folder):
    if not (BIN / "uvicorn").exists():
        raise Missing("uvicorn")
    database, port = free_port(), free_port()
    with postgres(folder, database):
        environment = os.environ | {"DATABASE_PORT": str(database)}
        command = [str(BIN / "uvicorn"), "fastapi_peer:app", "--host", "127.0.0.1", "--port",
                   str(port), "--workers", "2", "--no-access-log", "--log-level", "warning"]
        with server(command, port, folder, env=environment, cwd=ROOT / "Benchmarks"):
            time.sleep(2)
            wrk(f"http://127.0.0.1:{port}/reports", 1, folder, MESSAGE)
            return wrk(f"http://127.0.0.1:{port}/reports", seconds, folder, MESSAGE)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=float, default=8)
    arguments.add_argument("--only", default="append,http,restart,feeds")
    arguments.add_argument("--records", type=int, default=10_000_000)
    arguments.add_argument("--open", default="1000,1000000")
    arguments = arguments.parse_args()
    parts = arguments.only.split(",")
    if "append" in parts:
        append(arguments.seconds)
    if "restart" in parts:
        restart(arguments.records, arguments.records // 1_000)
    if "http" in parts:
        http(arguments.seconds, [int(count) for count in arguments.open.split(",")])
    if "feeds" in parts:
        subprocess.run([ROOT / "Benchmarks/feeds/run"], check=True)


main()
