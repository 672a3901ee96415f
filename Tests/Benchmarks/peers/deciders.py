"""Decisions by other programs: microseconds for one, the medians of runs."""

import importlib
import json

from measuring import check, runs

FACETS = ["role", "asset", "action", "purpose", "jurisdiction", "amount", "level"]


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
        role, action, asset = (terms[name][0] for name in ("role", "action", "asset"))
        return (
            f'{"permit" if rule["isPermit"] else "forbid"}(principal == Role::"{role}", '
            f'action == Action::"{action}", resource == Asset::"{asset}") '
            f'when {{ {" && ".join(tests)} }};'
        )

    count = {10: 4_096, 100: 4_096, 1_000: 256}.get(len(data["rules"]), 64)
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
    whole = runs(lambda: cedarpy.is_authorized_batch(requests, policies, []))
    floor = runs(lambda: cedarpy.is_authorized_batch(requests, nothing, []))
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
        head = "package rules\nimport rego.v1\n"
        made.add_policy(
            "rules.rego",
            head + "default allow := false\ndefault permit := false\ndefault deny := false\n"
            "allow if {\n  permit\n  not deny\n}\n",
        )
        # A file may have a mebibyte.
        for start in range(0, len(rules), 1_000):
            bodies = "".join(body(rule) for rule in rules[start : start + 1_000])
            made.add_policy(f"rules-{start}.rego", head + bodies)
        return made

    def answers(made, inputs):
        found = []
        for given in inputs:
            made.set_input(given)
            found.append(made.eval_rule("data.rules.allow"))
        return found

    count = {10: 512, 100: 512, 1_000: 64}.get(len(data["rules"]), 8)
    inputs = [
        dict(zip(FACETS, request[:5] + [int(request[5]), int(request[6])]))
        for request in data["requests"][:count]
    ]
    full, empty = engine(data["rules"]), engine([])
    check("regorus", answers(full, inputs), data["answers"][:count])
    whole = runs(lambda: answers(full, inputs))
    floor = runs(lambda: answers(empty, inputs))
    return (whole - floor) / count * 1e6


def flat_sql(data):
    """DuckDB: the rules as one expression, an OR of ANDs, over many rows."""

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
    times = 256 if len(data["rules"]) <= 100 else 16
    return _in_duckdb(data, f"SELECT id, {permitted} AS permitted FROM few", times)


def compiled_sql(data):
    """DuckDB: the query that `tenure compile` writes for the same rules."""
    if "query" not in data:
        return "too large"
    ruled = f"SELECT id, verdict = 'permitted' AS permitted FROM ({data['query']}) AS ruled"
    return _in_duckdb(data, ruled, 256)


def _in_duckdb(data, query, times):
    """Microseconds for a row of so many times the requests, planning included."""
    connection = importlib.import_module("duckdb").connect()
    connection.execute("SET threads = 1")
    connection.execute("SET max_expression_depth = 1000000")
    connection.execute(
        "CREATE TABLE requests (id INTEGER, role VARCHAR, asset VARCHAR, action VARCHAR, "
        "purpose VARCHAR, jurisdiction VARCHAR, amount INTEGER, level INTEGER)"
    )
    rows = ", ".join(str((place, *request)) for place, request in enumerate(data["requests"]))
    connection.execute(f"INSERT INTO requests VALUES {rows}")
    connection.execute("CREATE TEMP VIEW few AS FROM requests")
    answers = dict(connection.execute(query).fetchall())
    check("DuckDB", [answers[place] for place in sorted(answers)], data["answers"])
    connection.execute(f"CREATE TABLE many AS SELECT requests.* FROM requests, range({times})")
    connection.execute("CREATE OR REPLACE TEMP VIEW few AS FROM many")
    counted = f"SELECT count(*) FROM ({query}) AS answers WHERE permitted"
    found = connection.execute(counted).fetchall()[0][0]
    check("DuckDB", [found], [times * sum(data["answers"])])
    return runs(lambda: connection.execute(counted).fetchall()) / (times * len(answers)) * 1e6
