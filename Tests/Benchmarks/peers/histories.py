"""Questions to a history, beside what git takes to answer the nearest of its own: milliseconds."""

import os
import resource
import statistics
import subprocess

RUNS = 5


def milliseconds(words, folder):
    """The median of the processor time of some runs of a program, with what it starts."""
    environment = os.environ | {
        "TENURE_CACHE": "off", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    }

    def once():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            words, cwd=folder, env=environment, check=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3

    once()
    return statistics.median(once() for _ in range(RUNS))


def rows(tenure, long, approved):
    """What is asked, with ours and git's figure; `long` and `approved` are repositories."""
    count = int(
        subprocess.run(
            ["git", "-C", approved, "rev-list", "--count", "root..main"],
            capture_output=True, check=True, text=True,
        ).stdout
    )
    verify = (
        "git rev-list --first-parent root..main | xargs -n 1 "
        "git -c gpg.ssh.allowedSignersFile=.git/signers verify-commit"
    )
    facts = ["action=export", "data=personal", "persons=0", "--at", "2024-01-01"]
    asked = [
        ("`tenure log --clauses`: what each of 10,000 commits changed",
         [tenure, "log", "--clauses"], "`git log -p`", ["git", "log", "-p"], long),
        ("`tenure blame`: the commit that decided a ruling",
         [tenure, "blame", "HEAD:r03", *facts],
         "`git blame` of a document", ["git", "blame", "regimes/r03/r03-d01.yaml"], long),
        (f"`tenure verify`: {count:,} commits with two approvals each",
         [tenure, "verify", "--no-pin", "--root", "root"],
         "`git verify-commit` of each, without approvals", ["sh", "-c", verify], approved),
    ]
    return [
        (ours, theirs, milliseconds(words, folder), milliseconds(others, folder))
        for ours, words, theirs, others, folder in asked
    ]
