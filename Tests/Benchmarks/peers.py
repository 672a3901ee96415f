"""Ours beside the peers, on the same rules and requests: `peers.py FOLDER CHART`.

FOLDER holds what PeersBenchmark wrote: rules and requests of four sizes, the right answers, and our
own figures. Whoever is not installed is left out, and it is said. All figures are processor time of
one core, medians of runs; every answer is compared with the right one. A chart is drawn from the
same figures.
"""

import importlib
import json
import math
import pathlib
import statistics
import sys
import time

SIZES = [10, 100, 1_000, 10_000]
FACETS = ["role", "asset", "action", "purpose", "jurisdiction", "amount", "level"]
# What is too slow to be waited for is measured on fewer requests, and above these not at all.
LIMITS = {"regorus": 1_000, "duckdb": 1_000, "z3": 1_000}


def seconds(work, runs=3):
    """The median of some runs, in seconds of processor time."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def check(name, found, expected):
    if list(found) != list(expected):
        wrong = sum(a != b for a, b in zip(found, expected))
        sys.exit(f"peers: {name} answers {wrong} requests otherwise")


# --- Decisions: microseconds for a request ------------------------------------------------------


def cedar(data):
    """Cedar by the batches of its Python binding, without what the binding takes for nothing."""
    cedarpy = importlib.import_module("cedarpy")

    def policy(rule):
        terms = rule["terms"]
        tests = [
            f'{json.dumps(terms[name])}.contains(context.{name})'
            for name in ("purpose", "jurisdiction")
        ]
        if "amountAtLeast" in rule:
            tests.append(f'context.amount >= {rule["amountAtLeast"]}')
        if "amountAtMost" in rule:
            tests.append(f'context.amount <= {rule["amountAtMost"]}')
        tests.append(f'context.level <= {rule["levelAtMost"]}')
        return (
            f'{"permit" if rule["isPermit"] else "forbid"}(principal == Role::"{terms["role"][0]}", '
            f'action == Action::"{terms["action"][0]}", resource == Asset::"{terms["asset"][0]}") '
            f'when {{ {" && ".join(tests)} }};'
        )

    count = min(len(data["requests"]), 4_096 if len(data["rules"]) <= 100 else 256)
    requests = [
        {
            "principal": f'Role::"{role}"',
            "action": f'Action::"{action}"',
            "resource": f'Asset::"{asset}"',
            "context": {
                "purpose": purpose,
                "jurisdiction": jurisdiction,
                "amount": int(amount),
                "level": int(level),
            },
        }
        for role, asset, action, purpose, jurisdiction, amount, level in data["requests"][:count]
    ]
    policies = cedarpy.PolicySet.from_str("\n".join(policy(rule) for rule in data["rules"]))
    nothing = cedarpy.PolicySet.from_str("")
    answers = cedarpy.is_authorized_batch(requests, policies, [])
    check("Cedar", [answer.allowed for answer in answers], data["answers"][:count])
    whole = seconds(lambda: cedarpy.is_authorized_batch(requests, policies, []))
    floor = seconds(lambda: cedarpy.is_authorized_batch(requests, nothing, []))
    return (whole - floor) / count * 1e6


def regorus(data):
    """The rules as Rego, by the engine that has a Python binding, without what that takes."""
    module = importlib.import_module("regorus")

    def body(rule):
        terms = rule["terms"]
        lines = [f'  input.{name} == "{terms[name][0]}"' for name in ("role", "asset", "action")]
        for name in ("purpose", "jurisdiction"):
            lines.append(f"  input.{name} in {{{', '.join(json.dumps(t) for t in terms[name])}}}")
        if "amountAtLeast" in rule:
            lines.append(f'  input.amount >= {rule["amountAtLeast"]}')
        if "amountAtMost" in rule:
            lines.append(f'  input.amount <= {rule["amountAtMost"]}')
        lines.append(f'  input.level <= {rule["levelAtMost"]}')
        return f'{"permit" if rule["isPermit"] else "deny"} if {{\n' + "\n".join(lines) + "\n}\n"

    def engine(rules):
        made = module.Engine()
        made.add_policy(
            "rules.rego",
            "package rules\nimport rego.v1\ndefault allow := false\ndefault permit := false\n"
            "default deny := false\nallow if {\n  permit\n  not deny\n}\n"
            + "".join(body(rule) for rule in rules),
        )
        return made

    def answers(made, inputs):
        found = []
        for given in inputs:
            made.set_input(given)
            found.append(made.eval_rule("data.rules.allow"))
        return found

    count = 512 if len(data["rules"]) <= 100 else 64
    inputs = [
        dict(zip(FACETS, request[:5] + [int(request[5]), int(request[6])]))
        for request in data["requests"][:count]
    ]
    full, empty = engine(data["rules"]), engine([])
    check("regorus", answers(full, inputs), data["answers"][:count])
    whole = seconds(lambda: answers(full, inputs))
    floor = seconds(lambda: answers(empty, inputs))
    return (whole - floor) / count * 1e6


def duckdb(data):
    """One expression over a table of a million rows."""
    module = importlib.import_module("duckdb")

    def condition(rule):
        tests = [
            f"{name} IN ({', '.join(repr(term) for term in terms)})"
            for name, terms in rule["terms"].items()
        ]
        if "amountAtLeast" in rule:
            tests.append(f'amount >= {rule["amountAtLeast"]}')
        if "amountAtMost" in rule:
            tests.append(f'amount <= {rule["amountAtMost"]}')
        tests.append(f'level <= {rule["levelAtMost"]}')
        return "(" + " AND ".join(tests) + ")"

    permits = [condition(rule) for rule in data["rules"] if rule["isPermit"]] or ["false"]
    forbids = [condition(rule) for rule in data["rules"] if not rule["isPermit"]] or ["false"]
    permitted = f"({' OR '.join(permits)}) AND NOT ({' OR '.join(forbids)})"
    connection = module.connect()
    connection.execute("SET threads = 1")
    connection.execute(
        "CREATE TABLE few (id INTEGER, role VARCHAR, asset VARCHAR, action VARCHAR, "
        "purpose VARCHAR, jurisdiction VARCHAR, amount INTEGER, level INTEGER)"
    )
    connection.executemany(
        "INSERT INTO few VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [[place] + request for place, request in enumerate(data["requests"])],
    )
    answers = connection.execute(f"SELECT {permitted} FROM few ORDER BY id").fetchall()
    check("DuckDB", [answer[0] for answer in answers], data["answers"])
    times = 244 if len(data["rules"]) <= 100 else 16
    connection.execute(f"CREATE TABLE many AS SELECT few.* FROM few, range({times})")
    query = f"SELECT count(*) FROM many WHERE {permitted}"
    spent = seconds(lambda: connection.execute(query).fetchall())
    return spent / (times * len(data["requests"])) * 1e6


# --- Comparisons: milliseconds for the same rules in another order, and with one bound moved ----


def z3(data):
    """A proof, or one request on which the two differ."""
    module = importlib.import_module("z3")
    numbers = {}

    def number(name, term):
        terms = numbers.setdefault(name, {})
        return terms.setdefault(term, len(terms))

    def formula(rules, values):
        def holds(rule):
            tests = [
                module.Or([values[name] == number(name, term) for term in terms])
                for name, terms in rule["terms"].items()
            ]
            if "amountAtLeast" in rule:
                tests.append(module.UGE(values["amount"], rule["amountAtLeast"]))
            if "amountAtMost" in rule:
                tests.append(module.ULE(values["amount"], rule["amountAtMost"]))
            tests.append(module.ULE(values["level"], rule["levelAtMost"]))
            return module.And(tests)

        permits = module.Or([holds(rule) for rule in rules if rule["isPermit"]])
        forbids = module.Or([holds(rule) for rule in rules if not rule["isPermit"]])
        return module.And(permits, module.Not(forbids))

    def compare(rules, others, expected):
        values = {name: module.BitVec(name, 5) for name in FACETS[:5]}
        values |= {"amount": module.BitVec("amount", 21), "level": module.BitVec("level", 4)}
        solver = module.SolverFor("QF_BV")
        solver.add(formula(rules, values) != formula(others, values))
        found = solver.check()
        check("z3", [str(found)], [expected])

    rules = data["rules"]
    moved = "unsat" if data["differing"] == "0" else "sat"
    return (
        seconds(lambda: compare(rules, rules[::-1], "unsat"), runs=1) * 1e3,
        seconds(lambda: compare(rules, data["moved"], moved), runs=1) * 1e3,
    )


def cudd(data):
    """Two diagrams, which are one node if the rules mean the same; numbers last, as is best."""
    module = importlib.import_module("dd.cudd")
    widths = {name: 5 for name in FACETS[:5]} | {"level": 4, "amount": 21}
    numbers = {}

    def number(name, term):
        terms = numbers.setdefault(name, {})
        return terms.setdefault(term, len(terms))

    def compare(rules, others):
        bdd = module.BDD()
        bits = {
            name: [f"{name}{bit}" for bit in range(width)] for name, width in widths.items()
        }
        bdd.declare(*[bit for names in bits.values() for bit in names])

        def equal(name, value):
            width = widths[name]
            return bdd.cube(
                {bit: bool(value >> (width - 1 - k) & 1) for k, bit in enumerate(bits[name])}
            )

        def at_least(name, value):
            width, result = widths[name], bdd.true
            for k in reversed(range(width)):
                bit = bdd.var(bits[name][k])
                result = bit & result if value >> (width - 1 - k) & 1 else bit | result
            return result

        def holds(rule):
            result = bdd.true
            for name, terms in rule["terms"].items():
                some = bdd.false
                for term in terms:
                    some |= equal(name, number(name, term))
                result &= some
            if "amountAtLeast" in rule:
                result &= at_least("amount", rule["amountAtLeast"])
            if "amountAtMost" in rule:
                result &= ~at_least("amount", rule["amountAtMost"] + 1)
            return result & ~at_least("level", rule["levelAtMost"] + 1)

        def permitted(rules):
            permits, forbids = bdd.false, bdd.false
            for rule in rules:
                if rule["isPermit"]:
                    permits |= holds(rule)
                else:
                    forbids |= holds(rule)
            return permits & ~forbids

        return permitted(rules) == permitted(others)

    rules = data["rules"]
    check("CUDD", [compare(rules, rules[::-1])], [True])
    check("CUDD", [compare(rules, data["moved"])], [data["differing"] == "0"])
    return (
        seconds(lambda: compare(rules, rules[::-1])) * 1e3,
        seconds(lambda: compare(rules, data["moved"])) * 1e3,
    )


# --- The table and the chart --------------------------------------------------------------------


def short(value):
    """A number with two digits that count."""
    if value is None:
        return "–"
    value = max(value, 0.0001)
    digits = max(0, 1 - math.floor(math.log10(value)))
    return f"{value:.{digits}f}" if digits else f"{int(float(f'{value:.2g}')):,}"


def measure(name, work, size, data):
    if size > LIMITS.get(name, SIZES[-1]):
        return None
    try:
        return work(data)
    except ModuleNotFoundError:
        return None


def table(title, unit, rows, base):
    print(f"\n{title}, {unit}\n")
    print("| | " + " | ".join(f"{size:,} rules" for size in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    for name, values in rows.items():
        cells = []
        for value, ours in zip(values, rows[base]):
            text = short(value)
            if value is not None and name != base:
                text += f" ({short(value / ours)} ×)"
            cells.append(text)
        print(f"| {name} | " + " | ".join(cells) + " |")


def chart(rows, path):
    """Microseconds for a decision over the number of rules, both in powers of ten."""
    width, height, left, bottom = 640, 360, 60, 40
    low, high = -2, 5
    colours = ["#0b7a75", "#3fa7d6", "#d1495b", "#edae49", "#66518c"]

    def x(size):
        return left + (math.log10(size) - 1) / 3 * (width - left - 150)

    def y(value):
        return 20 + (high - math.log10(max(value, 10**low))) / (high - low) * (height - bottom - 20)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for power in range(low, high + 1):
        place = y(10**power)
        parts.append(
            f'<line x1="{left}" x2="{width - 150}" y1="{place:.0f}" y2="{place:.0f}" '
            'stroke="#dddddd"/>'
        )
        parts.append(
            f'<text x="{left - 6}" y="{place + 4:.0f}" text-anchor="end">{10**power:g}</text>'
        )
    for size in SIZES:
        parts.append(
            f'<text x="{x(size):.0f}" y="{height - 18}" text-anchor="middle">{size:,}</text>'
        )
    parts.append(f'<text x="{left}" y="14">microseconds a decision, by the number of rules</text>')
    for colour, (name, values) in zip(colours, rows.items()):
        points = [(x(s), y(v)) for s, v in zip(SIZES, values) if v is not None]
        line = " ".join(f"{a:.0f},{b:.0f}" for a, b in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(
            f'<text x="{points[-1][0] + 6:.0f}" y="{points[-1][1] + 4:.0f}" '
            f'fill="{colour}">{name}</text>'
        )
    parts.append("</svg>")
    pathlib.Path(path).write_text("\n".join(parts) + "\n")


def main():
    folder = pathlib.Path(sys.argv[1])
    ours = json.loads((folder / "ours.json").read_text())
    decisions = {
        "Tenure, coded": [ours[str(size)]["decision"] for size in SIZES],
        "Tenure, explained": [ours[str(size)]["ruling"] for size in SIZES],
    }
    equal = {"Tenure": [ours[str(size)]["equal"] / 1e3 for size in SIZES]}
    moved = {"Tenure": [ours[str(size)]["moved"] / 1e3 for size in SIZES]}
    for size in SIZES:
        data = json.loads((folder / f"rules-{size}.json").read_text())
        for name, work in [("Cedar", cedar), ("regorus", regorus), ("DuckDB", duckdb)]:
            value = measure(name.lower(), work, size, data)
            decisions.setdefault(name, []).append(value)
        for name, work in [("z3", z3), ("CUDD", cudd)]:
            pair = measure(name.lower(), work, size, data) or (None, None)
            equal.setdefault(name, []).append(pair[0])
            moved.setdefault(name, []).append(pair[1])
        print(f"… {size} rules", file=sys.stderr)
    for rows in (decisions, equal, moved):
        for name in [name for name, values in rows.items() if not any(values)]:
            print(f"peers: {name} is not installed and left out", file=sys.stderr)
            del rows[name]
    table("A decision", "microseconds", decisions, "Tenure, explained")
    table("The same rules in another order, proved", "milliseconds", equal, "Tenure")
    table("One bound moved, found", "milliseconds", moved, "Tenure")
    chart(decisions, sys.argv[2])


main()
