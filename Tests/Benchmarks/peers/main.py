"""Ours beside the peers, in one run: `peers TENURE FOLDER LONG APPROVED PAGE CHART`.

TENURE is the built command. FOLDER holds what PeersBenchmark wrote: rules and requests of four
sizes, the right answers, and our own figures. LONG and APPROVED are repositories, of
`make-history.sh` and `make-approved-history.sh`. All figures are processor time of one core and
medians of five runs; every answer is compared with the right one. They are written into FOLDER as
JSON, into the page between its marks, and drawn as CHART. Who is not installed says so.
"""

import json
import math
import pathlib
import sys

import deciders
import histories
import provers
import splits
from chart import chart
from measuring import measured

SIZES = [10, 100, 1_000, 10_000]
DECIDERS = {
    "DuckDB, the query of `tenure compile`": deciders.compiled_sql,
    "DuckDB, an OR of ANDs": deciders.flat_sql,
    "Cedar (cedarpy)": deciders.cedar,
    "Rego (regorus)": deciders.regorus,
}
PROVERS = {"z3": provers.z3, "CUDD (dd)": provers.cudd}
MARKS = ("<!-- what `make bench-peers` found -->", "<!-- as far as here -->")


def short(value):
    """A number with two digits that count."""
    value = max(value, 0.0001)
    digits = max(0, 1 - math.floor(math.log10(value)))
    return f"{value:.{digits}f}" if digits else f"{int(float(f'{value:.2g}')):,}"


def cell(value, ours=None):
    """A figure, and how many times ours it is."""
    if isinstance(value, str):
        return value
    return short(value) + (f" ({short(value / ours)} ×)" if ours else "")


def table(head, rows, base):
    """Rows by the number of rules, with their ratios to the row `base`."""
    lines = [f"| {head} | " + " | ".join(f"{size:,} rules" for size in SIZES) + " |"]
    lines.append("|---|" + "---|" * len(SIZES))
    for name, values in rows.items():
        cells = [
            cell(value, None if name.startswith("Tenure") else ours)
            for value, ours in zip(values, rows[base])
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def measure(tenure, folder, long, approved):
    """All figures, by what they are about."""
    ours = json.loads((folder / "ours.json").read_text())

    def own(name, scale=1):
        return [ours[str(size)][name] / scale for size in SIZES]

    decisions = {
        "Tenure, a batch": own("batch"), "Tenure, by codes": own("decision"),
        "Tenure, explained": own("ruling"),
    }
    equal, moved = {"Tenure": own("equal", 1e3)}, {"Tenure": own("moved", 1e3)}
    for size in SIZES:
        data = json.loads((folder / f"rules-{size}.json").read_text())
        for name, peer in DECIDERS.items():
            decisions.setdefault(name, []).append(measured(peer, data))
            print(f"{size} rules, {name}: {cell(decisions[name][-1])}", flush=True)
        for name, peer in PROVERS.items():
            for others, expected, rows in [
                (data["restructured"], True, equal),
                (data["moved"], data["differing"] == "0", moved),
            ]:
                value = measured(peer, data["rules"], others, expected)
                rows.setdefault(name, []).append(value)
                print(f"{size} rules, {name}: {cell(value)}", flush=True)
    totals = [int(ours["split"][party]) for party in "abcd"]
    split = (ours["split"]["all"] / 1e3, measured(splits.duckdb, totals))
    return {
        "decisions": decisions, "equal": equal, "moved": moved, "split": split,
        "history": histories.rows(tenure, long, approved),
    }


def tables(figures):
    """The figures as the page shows them."""
    ours, theirs = figures["split"]
    split = cell(theirs, ours)
    history = [
        f"| {ours} | {short(own)} | {short(other)}, {theirs} ({short(other / own)} ×) |"
        for ours, theirs, own, other in figures["history"]
    ]
    return "\n".join([
        "![Microseconds for a decision, by the number of rules](peers)", "",
        table("A decision, µs", figures["decisions"], "Tenure, by codes"), "",
        table("The same in other words, proved equal, ms", figures["equal"], "Tenure"), "",
        table("One bound moved, found, ms", figures["moved"], "Tenure"), "",
        "| ms | Tenure | peer |", "|---|---|---|",
        f"| ten million amounts split to the cent among four | {short(ours)} | {split}, DuckDB |",
        *history,
    ])


def write(figures, folder, page, picture):
    """Writes down all figures: as JSON, in the page, and as a chart."""
    (folder / "figures.json").write_text(json.dumps(figures, indent=1))
    before, rest = page.read_text().split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    page.write_text(f"{before}{MARKS[0]}\n\n{tables(figures)}\n\n{MARKS[1]}{after}")
    named = {name.replace("`", ""): row for name, row in figures["decisions"].items()}
    picture.write_text(chart(named, SIZES))


def main():
    tenure, folder, long, approved, page, picture = (pathlib.Path(word) for word in sys.argv[1:])
    figures = measure(str(tenure.resolve()), folder, long, approved)
    write(figures, folder, page, picture)
    print("\n" + tables(figures))


if __name__ == "__main__":
    main()
