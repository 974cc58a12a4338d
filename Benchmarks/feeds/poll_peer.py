"""Polls an address below which every path answers, so many paths once a second, with httpx and asyncio."""
import asyncio
import json
import resource
import sys
import time

import httpx

address, feeds, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
late, done, turns = [], 0, None


async def poll(client, number, start):
    global done
    due = start + number / feeds
    while due < start + seconds:
        await asyncio.sleep(max(0, due - time.monotonic()))
        late.append(time.monotonic() - due)
        async with turns:
            json.loads((await client.get(f"{address}/{number}.json")).content)
        done += 1
        due = max(due + 1, time.monotonic())


async def main():
    # Whoever waits in its own pool costs httpx a search at each turn, so the waiting is done outside.
    global turns
    turns = asyncio.Semaphore(64)
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
    async with httpx.AsyncClient(limits=limits, timeout=None) as client:
        start = time.monotonic() + 0.5
        await asyncio.gather(*(poll(client, n, start) for n in range(feeds)))


asyncio.run(main())
use = resource.getrusage(resource.RUSAGE_SELF)
cpu = use.ru_utime + use.ru_stime
late.sort()
print(json.dumps({
    "polls": done, "cpuSeconds": round(cpu, 2), "pollsPerCPUSecond": round(done / cpu),
    "latenessP99Milliseconds": round(late[int(len(late) * 0.99)] * 1000, 1),
    "residentMegabytes": use.ru_maxrss // 1024}, indent=1))
