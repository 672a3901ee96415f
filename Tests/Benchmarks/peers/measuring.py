"""How a peer is measured: in a process of its own, some runs, until it has used up its time.

Times are processor time, so that other work on the machine does not count.
"""

import multiprocessing
import resource
import statistics
import sys
import time

RUNS = 5
"""The runs of which the median is told."""

ENOUGH = 10
"""The seconds of processor time after which no further run is begun."""

PATIENCE = 30
"""The seconds of processor time after which a peer is stopped."""


class Wrong(Exception):
    """A peer answers otherwise."""


def check(name, found, expected):
    """Whether a peer answers as it must."""
    if list(found) != list(expected):
        wrong = sum(a != b for a, b in zip(found, expected)) or "all"
        raise Wrong(f"{name} answers {wrong} requests otherwise")


def runs(work):
    """The median of the runs of some work, in seconds of this process."""
    found = []
    while len(found) < RUNS and sum(found) < ENOUGH:
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def measured(peer, *arguments):
    """What a peer takes, as a number or several; or why it has none, as a text."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_measure, args=(sender, peer, arguments))
    process.start()
    sender.close()
    try:
        answer = receiver.recv()
    except EOFError:
        answer = None
    process.join()
    if isinstance(answer, Wrong):
        sys.exit(f"peers: {answer}")
    if answer is None:
        spent = process.exitcode == -24  # SIGXCPU
        return f"> {PATIENCE} s" if spent else "fails"
    return answer


def _measure(sender, peer, arguments):
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 5))
    # A deep expression is a deep call.
    resource.setrlimit(resource.RLIMIT_STACK, (1 << 30, resource.RLIM_INFINITY))
    sys.setrecursionlimit(1_000_000)
    try:
        sender.send(peer(*arguments))
    except ModuleNotFoundError:
        sender.send("not installed")
    except Wrong as wrong:
        sender.send(wrong)
    except Exception as error:  # what another program raises, it may raise
        print(f"peers: {peer.__name__}: {str(error)[:200]}", file=sys.stderr)
        sender.send("fails")
